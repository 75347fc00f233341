package io.loopscope.peer;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** Answers every request after the same delay, from one loop and at the least cost. */
final class RawDownstream implements AutoCloseable {
  static final Duration DELAY = Duration.ofMillis(Integer.getInteger("loopscope.peers.delay", 100));
  private static final int BACKLOG = 8_192;
  private static final String BODY =
      "{\"servedBy\":\"raw\",\"delayMs\":%d}".formatted(DELAY.toMillis());

  private final LoopResources loops = LoopResources.create("raw-downstream", 1, true);
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .option(ChannelOption.SO_BACKLOG, BACKLOG)
          .runOn(loops)
          .handle(RawDownstream::answer)
          .bindNow();

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** What Loopscope asks its downstream for, and the others too. */
  static URI call(URI downstream) {
    return URI.create(downstream + "/call?delay=" + DELAY.toMillis() + "ms&status=200");
  }

  @Override
  public void close() {
    server.disposeNow();
    loops.dispose();
  }

  private static Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    return Mono.defer(
            () ->
                response
                    .header("Content-Type", "application/json")
                    .sendString(Mono.just(BODY))
                    .then())
        .delaySubscription(timer(request));
  }

  private static Mono<Boolean> timer(HttpServerRequest request) {
    return Mono.create(
        sink ->
            request.withConnection(
                connection -> {
                  EventLoop loop = connection.channel().eventLoop();
                  loop.schedule(() -> sink.success(true), DELAY.toMillis(), TimeUnit.MILLISECONDS);
                }));
  }
}
