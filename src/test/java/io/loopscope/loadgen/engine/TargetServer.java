package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.SocketOptions;
import io.loopscope.plane.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** A real server to send loads to, on loops of its own: group {@code target}. */
public final class TargetServer implements AutoCloseable {
  private static final int LISTENING = 1;

  private final LoopRegistry loops = new MonitoredLoops();
  private final LoopResources resources;
  private final DisposableServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<Integer, AtomicInteger> byLoop = new ConcurrentHashMap<>();
  private final Sinks.Empty<Void> endOfStreams = Sinks.empty();

  public TargetServer(int loopCount) {
    resources = Transport.AUTO.resources(loops, "target", loopCount);
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .runOn(resources)
            .route(
                routes ->
                    routes
                        .get("/ping", (request, response) -> answer(response.sendString(pong())))
                        .get(
                            "/slow",
                            (request, response) ->
                                answer(
                                    response.sendString(
                                        Mono.delay(Duration.ofMillis(50)).map(String::valueOf))))
                        .get("/error", (request, response) -> answer(response.status(503).send()))
                        .get("/never", (request, response) -> answer(Mono.never()))
                        .get(
                            "/reset",
                            (request, response) ->
                                answer(
                                    response
                                        .withConnection(SocketOptions::reset)
                                        .sendString(Mono.never())
                                        .then()))
                        .get(
                            "/events",
                            (request, response) ->
                                answer(
                                    response
                                        .sse()
                                        .sendString(
                                            Flux.interval(Duration.ZERO, Duration.ofMillis(100))
                                                .map(n -> "data: " + n + "\n\n")
                                                .onBackpressureDrop()
                                                .takeUntilOther(endOfStreams.asMono()),
                                            StandardCharsets.UTF_8)))
                        .get("/api/ping", (request, response) -> response.sendString(pong())))
            .bindNow();
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  List<WatchedLoop> loops() {
    return loops.group("target");
  }

  /** Connections that are open now. */
  public int connections() {
    return loops().stream().mapToInt(WatchedLoop::connections).sum() - LISTENING;
  }

  /** Requests that came in so far. */
  public int requests() {
    return requests.get();
  }

  /** Requests that loop {@code index} got so far, those to {@code /api/ping} left out. */
  int requests(int index) {
    return byLoop.getOrDefault(index, new AtomicInteger()).get();
  }

  /** Ends every event stream. */
  void endStreams() {
    endOfStreams.tryEmitEmpty();
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
    resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(Duration.ofSeconds(5));
  }

  private Publisher<Void> answer(Publisher<Void> sent) {
    requests.incrementAndGet();
    byLoop
        .computeIfAbsent(WatchedLoop.current().orElseThrow().index(), loop -> new AtomicInteger())
        .incrementAndGet();
    return sent;
  }

  private static Mono<String> pong() {
    return Mono.fromSupplier(
        () ->
            "{\"pong\":true,\"thread\":\"%s\",\"loop\":%d}"
                .formatted(
                    Thread.currentThread().getName(), WatchedLoop.current().orElseThrow().index()));
  }
}
