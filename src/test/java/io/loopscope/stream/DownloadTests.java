package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.loopscope.eventloop.Loops;
import io.loopscope.eventloop.Transport;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

class DownloadTests {
  private static final int SIZE = 3_000_000;

  private final List<Region> regions = new CopyOnWriteArrayList<>();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Transport.class)
  void leavesTheCopyToTheKernel(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable());
    byte[] content = new byte[SIZE + 1000];
    for (int i = 0; i < content.length; i++) {
      content[i] = SampleFile.at(i);
    }
    Path file = Files.write(folder.resolve("sample"), content);
    LoopResources loops = new Loops().resources("http", 1, transport);
    DisposableServer server = serve(file, loops);
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, server, "bytes=0-")).hasSize(SIZE).startsWith(content[0], content[1]);
      assertThat(get(client, server, "bytes=1000000-1999999"))
          .hasSize(1_000_000)
          .startsWith(content[1_000_000]);
    } finally {
      server.disposeNow();
      loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
    }
    assertThat(regions).containsExactly(new Region(0, SIZE), new Region(1_000_000, 1_000_000));
  }

  private DisposableServer serve(Path file, LoopResources loops) {
    HttpHandler handler = (request, response) -> Download.of(SIZE, request).send(file, response);
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .runOn(loops)
        .doOnChannelInit(
            (observer, channel, remote) -> channel.pipeline().addFirst(new RegionsWritten()))
        .handle(new ReactorHttpHandlerAdapter(handler))
        .bindNow();
  }

  private static byte[] get(HttpClient client, DisposableServer server, String range)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()))
            .header("Range", range)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private record Region(long position, long count) {}

  /** Sees what is written to the socket, after every other handler. */
  private final class RegionsWritten extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof FileRegion region) {
        assertThat(region).isExactlyInstanceOf(DefaultFileRegion.class);
        regions.add(new Region(region.position(), region.count()));
      }
      context.write(message, promise);
    }
  }
}
