package io.loopscope.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Whom a service talks to, in one server: a collector over OTLP, a downstream and a worker. */
final class ServiceNeighbours implements AutoCloseable {
  private final Map<String, String> traces = new ConcurrentHashMap<>();
  private final List<String> exports = new CopyOnWriteArrayList<>();
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .route(
              routes ->
                  routes
                      .post("/v1/traces", this::collect)
                      .get("/call", this::answer)
                      .post("/work", this::work))
          .bindNow();

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** The trace that the latest request for the path was part of. */
  String traceOf(String path) {
    return traces.get(path).split("-")[1];
  }

  /** All that has been exported, as it came: protobuf, whose strings are legible. */
  String spans() {
    return exports.stream().collect(Collectors.joining());
  }

  void awaitSpan(String trace, String name) {
    String bytes = new String(HexFormat.of().parseHex(trace), ISO_8859_1);
    await(name).until(() -> spans().contains(bytes) && spans().contains(name));
  }

  @Override
  public void close() {
    server.disposeNow();
  }

  private Publisher<Void> collect(HttpServerRequest request, HttpServerResponse response) {
    return request
        .receive()
        .aggregate()
        .asByteArray()
        .doOnNext(spans -> exports.add(new String(spans, ISO_8859_1)))
        .then(response.header("Content-Type", "application/x-protobuf").send());
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    remember(request);
    return response
        .header("Content-Type", "application/json")
        .sendString(Mono.just("{\"servedBy\":\"test\",\"thread\":\"test\",\"delayMs\":0}"));
  }

  private Publisher<Void> work(HttpServerRequest request, HttpServerResponse response) {
    remember(request);
    return response
        .header("Loopscope-Thread", "test")
        .header("Loopscope-Queued-Nanos", "0")
        .header("Loopscope-Run-Nanos", "0")
        .header("Content-Type", "application/octet-stream")
        .sendString(Mono.just("1d6e14fb3"));
  }

  private void remember(HttpServerRequest request) {
    traces.put(request.fullPath(), request.requestHeaders().get("traceparent", "no-trace"));
  }
}
