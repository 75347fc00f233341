package io.loopscope.experiment.run;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Answers every request as the service answers CPU work. */
final class FakeCpuService implements AutoCloseable {
  private final DisposableServer server;

  /**
   * Starts the service.
   *
   * @param answer from the path and query to the JSON
   */
  FakeCpuService(int status, UnaryOperator<String> answer) {
    server =
        HttpServer.create()
            .port(0)
            .handle(
                (request, response) ->
                    response
                        .status(status)
                        .header("Content-Type", "application/json")
                        .sendString(Mono.fromSupplier(() -> answer.apply(request.uri()))))
            .bindNow();
  }

  static String answer(int units, double runMs, String checksum) {
    return String.format(
        Locale.ROOT,
        "{\"workload\":\"primes\",\"units\":%d,\"runMs\":%s,\"checksum\":\"%s\"}",
        units,
        runMs,
        checksum);
  }

  WebClient client() {
    return WebClient.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
