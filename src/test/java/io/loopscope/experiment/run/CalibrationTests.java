package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.http.ApiProblem;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class CalibrationTests {
  private DisposableServer service;

  @AfterEach
  void stop() {
    service.disposeNow();
  }

  @Test
  void tellsWhatAUnitTakesAtBest() {
    answer(200, 200, "abc");

    assertThat(calibrate("single", "parallel")).isEqualTo(Map.of("primes", 0.5));
  }

  @Test
  void refusesArmsThatComputeDifferently() {
    service =
        HttpServer.create()
            .port(0)
            .route(
                routes ->
                    routes.get(
                        "/api/cpu/primes",
                        (request, response) ->
                            response
                                .header("Content-Type", "application/json")
                                .sendString(
                                    Mono.just(
                                        body(
                                            100,
                                            request.uri().contains("single") ? "abc" : "xyz")))))
            .bindNow();

    assertThatExceptionOfType(ApiProblem.class)
        .isThrownBy(() -> calibrate("single", "parallel"))
        .withMessageContaining("200 units of primes computes abc in one place and xyz in another");
  }

  @Test
  void passesARefusalOn() {
    answer(403, 0, "");

    assertThatExceptionOfType(ApiProblem.class)
        .isThrownBy(() -> calibrate("event-loop"))
        .satisfies(problem -> assertThat(problem.getStatusCode().value()).isEqualTo(403))
        .withMessageContaining("not here");
  }

  @Test
  void asksForNothingButCpuWork() {
    answer(500, 0, "");

    assertThat(new Calibration(client()).of(plan(arm("ping", "/api/ping"))).block()).isEmpty();
  }

  private void answer(int status, double runMs, String checksum) {
    service =
        HttpServer.create()
            .port(0)
            .handle(
                (request, response) ->
                    response
                        .status(status)
                        .header("Content-Type", "application/json")
                        .sendString(Mono.just(body(runMs / 2, checksum))))
            .bindNow();
  }

  private static String body(double runMs, String checksum) {
    return """
        {"workload":"primes","units":200,"runMs":%s,"checksum":"%s","detail":"not here"}"""
        .formatted(runMs, checksum);
  }

  private Map<String, Double> calibrate(String... places) {
    return new Calibration(client())
        .of(
            plan(
                Stream.of(places)
                    .map(on -> arm(on, "/api/cpu/primes?units=200&on=" + on))
                    .toArray(Arm[]::new)))
        .block();
  }

  private WebClient client() {
    return WebClient.create("http://127.0.0.1:" + service.port());
  }

  private static ExperimentPlan plan(Arm... arms) {
    return new ExperimentPlan(
        List.of(arms), 1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
  }

  private static Arm arm(String name, String path) {
    return Arm.of(name, Map.of(), new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Open(1)));
  }
}
