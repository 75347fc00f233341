package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

class FileDownloadTests {
  private static final int SIZE = 3_000_000;
  private static final long SLICE = FileDownload.SLICE_BYTES;

  private final List<Region> regions = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Transport.class)
  void leavesTheCopyToTheKernelASliceATurn(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable());
    byte[] content = new byte[SIZE + 1000];
    for (int i = 0; i < content.length; i++) {
      content[i] = SampleFile.at(i);
    }
    Path file = Files.write(folder.resolve("sample"), content);
    LoopRegistry loops = new MonitoredLoops();
    LoopResources resources = transport.resources(loops, "http", 1);
    countTurns(loops.group("http").getFirst());
    DisposableServer server = serve(file, resources);
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, server, "bytes=0-")).isEqualTo(Arrays.copyOf(content, SIZE));
      assertThat(get(client, server, "bytes=1000000-1999999"))
          .isEqualTo(Arrays.copyOfRange(content, 1_000_000, 2_000_000));
    } finally {
      server.disposeNow();
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
    }
    assertThat(regions)
        .extracting(Region::position, Region::count)
        .containsExactly(
            tuple(0L, SLICE),
            tuple(SLICE, SLICE),
            tuple(2 * SLICE, SIZE - 2 * SLICE),
            tuple(1_000_000L, 1_000_000L));
    assertThat(regions).extracting(Region::turn).doesNotHaveDuplicates();
  }

  private void countTurns(WatchedLoop loop) {
    loop.execute(() -> nextTurn(loop));
  }

  private void nextTurn(WatchedLoop loop) {
    turn.incrementAndGet();
    loop.executeNextTurn(() -> nextTurn(loop));
  }

  private DisposableServer serve(Path file, LoopResources loops) {
    HttpHandler handler =
        (request, response) -> FileDownload.of(SIZE, request).send(file, response);
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

  private record Region(long position, long count, int turn) {}

  /** Sees what is written to the socket, after every other handler. */
  private final class RegionsWritten extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof FileRegion region) {
        assertThat(region).isExactlyInstanceOf(DefaultFileRegion.class);
        regions.add(new Region(region.position(), region.count(), turn.get()));
      }
      context.write(message, promise);
    }
  }
}
