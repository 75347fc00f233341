package io.loopscope.downstream;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.failure.NotFound;
import io.loopscope.http.RequestLimits;
import io.loopscope.plane.SocketOptions;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.databind.JsonNode;

/** The routes of the downstream: {@code /call}, {@code /stats} and {@code /limits}. */
final class DownstreamRoutes {
  private static final byte[] DRIP = {'.'};

  private final String id;
  private final ConcurrencyGate gate;
  private final CallCounts calls;
  private final RequestLimits limits;
  private final RandomGenerator random;

  /**
   * Creates the routes of one downstream.
   *
   * @param random shared by all loops, so it must be safe for that
   */
  DownstreamRoutes(
      String id,
      ConcurrencyGate gate,
      CallCounts calls,
      RequestLimits limits,
      RandomGenerator random) {
    this.id = id;
    this.gate = gate;
    this.calls = calls;
    this.limits = limits;
    this.random = random;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/call", this::call)
        .GET("/stats", request -> ServerResponse.ok().bodyValue(DownstreamStats.of(calls, gate)))
        .PUT("/limits", this::resize)
        .route(all(), request -> Mono.error(noSuchPath()))
        .build();
  }

  private Mono<ServerResponse> call(ServerRequest request) {
    CallBehaviour behaviour = CallBehaviour.of(request.queryParams(), limits);
    Duration delay = behaviour.delay().draw(random);
    ServerResponse.BodyBuilder response = ServerResponse.status(behaviour.status());
    return switch (behaviour.fault()) {
      case NONE -> {
        Answer answer = Answer.of(id, delay);
        Flux<Answer> body = Mono.delay(delay).thenReturn(answer).flux();
        yield response.body(serve(behaviour, body).single(), Answer.class);
      }
      case RESET -> serve(behaviour, Mono.delay(delay).flux()).then(reset(request));
      case DRIP ->
          response
              .contentType(MediaType.TEXT_PLAIN)
              .body(
                  (output, context) ->
                      output.writeAndFlushWith(
                          serve(behaviour, drip(behaviour, delay, output.bufferFactory()))));
    };
  }

  private <T> Flux<T> serve(CallBehaviour behaviour, Flux<T> body) {
    return calls.count(gate.admit(body), behaviour.fails());
  }

  private static Flux<Publisher<DataBuffer>> drip(
      CallBehaviour behaviour, Duration delay, DataBufferFactory buffers) {
    Flux<Publisher<DataBuffer>> bytes =
        Flux.range(0, behaviour.bytes())
            .concatMap(
                at -> Mono.delay(behaviour.interval()).map(late -> Mono.just(buffers.wrap(DRIP))),
                0);
    return Mono.delay(delay).thenMany(bytes);
  }

  /** Resets the connection and never completes. */
  private static Mono<ServerResponse> reset(ServerRequest request) {
    HttpServerRequest connected =
        ServerHttpRequestDecorator.getNativeRequest(request.exchange().getRequest());
    return Mono.<ServerResponse>never()
        .doOnSubscribe(waiting -> connected.withConnection(SocketOptions::reset));
  }

  private Mono<ServerResponse> resize(ServerRequest request) {
    return request
        .bodyToMono(JsonNode.class)
        .switchIfEmpty(Mono.error(DownstreamRoutes::noCapacity))
        .map(DownstreamCapacity::of)
        .doOnNext(gate::resize)
        .flatMap(capacity -> ServerResponse.ok().bodyValue(capacity));
  }

  private static Failure noCapacity() {
    return new InvalidRequest("a body is required, such as {\"concurrency\":8,\"queue\":100}");
  }

  private static Failure noSuchPath() {
    return new NotFound(
        "the downstream has GET /call?delay=&status=&fault=, GET /stats and PUT /limits");
  }

  /**
   * The answer to a call.
   *
   * @param servedBy id of the downstream
   * @param thread the loop that took the call
   * @param delayMs the delay drawn for it
   */
  private record Answer(String servedBy, String thread, double delayMs) {
    static Answer of(String id, Duration delay) {
      return new Answer(id, Thread.currentThread().getName(), delay.toNanos() / 1_000 / 1e3);
    }
  }
}
