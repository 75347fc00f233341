package io.loopscope.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.http.DelayDistribution;
import io.loopscope.plane.SocketOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A downstream that fails in one way per path, and counts what it sees. */
final class FlakyServer implements AutoCloseable {
  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();

  private final DisposableServer server =
      HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();

  DownstreamUrl url(String path) {
    return () -> URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    requests.incrementAndGet();
    return switch (request.fullPath()) {
      case "/reset/call" -> hangUp(request, SocketOptions::reset);
      case "/close/call" -> hangUp(request, Connection::dispose);
      case "/nonsense/call" ->
          response.addHeader("Content-Type", "application/json").sendString(Mono.just("{nonsense"));
      case "/late/call" -> Mono.<Void>never().doOnCancel(cancelled::incrementAndGet);
      default -> answer(request, response);
    };
  }

  private static Mono<Void> hangUp(HttpServerRequest request, Consumer<Connection> how) {
    return Mono.<Void>never().doOnSubscribe(waiting -> request.withConnection(how));
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    var query = UriComponentsBuilder.fromUriString(request.uri()).build().getQueryParams();
    String delays = URLDecoder.decode(query.getFirst("delay"), UTF_8);
    Duration delay = DelayDistribution.parse(delays).longest();
    String status = query.getOrDefault("status", List.of("200")).getFirst();
    return response
        .status(Integer.parseInt(status))
        .addHeader("Content-Type", "application/json")
        .sendString(
            Mono.delay(delay)
                .map(late -> "{\"servedBy\":\"flaky\",\"delayMs\":%d}".formatted(delay.toMillis()))
                .doOnCancel(cancelled::incrementAndGet));
  }
}
