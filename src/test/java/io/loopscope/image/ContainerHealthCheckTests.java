package io.loopscope.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class ContainerHealthCheckTests {
  @ParameterizedTest
  @CsvSource({"200, true", "503, false", "404, false"})
  void isWhatReadinessAnswers(int status, boolean ready) {
    DisposableServer console = console(status);
    try {
      assertThat(ContainerHealthCheck.isReady(console.port())).isEqualTo(ready);
    } finally {
      console.disposeNow();
    }
  }

  @Test
  void failsWhereThePortIsClosed() {
    DisposableServer gone = console(200);
    gone.disposeNow();

    assertThat(ContainerHealthCheck.isReady(gone.port())).isFalse();
  }

  private static DisposableServer console(int status) {
    return HttpServer.create()
        .host("127.0.0.1")
        .route(
            routes ->
                routes.get(
                    "/actuator/health/readiness",
                    (request, response) -> response.status(status).send()))
        .bindNow();
  }
}
