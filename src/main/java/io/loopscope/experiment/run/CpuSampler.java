package io.loopscope.experiment.run;

import io.loopscope.experiment.CalibrationFailed;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Requests single pieces of CPU work from the service. */
record CpuSampler(WebClient service) {
  static final String PATH = "/api/cpu/";
  private static final Duration ANSWER = Duration.ofSeconds(90);

  /** Runs the work; {@link CalibrationFailed} if the service refuses it or does not answer. */
  Mono<Sample> run(String path) {
    return service
        .get()
        .uri(path)
        .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
        .exchangeToMono(answer -> answer.bodyToMono(JsonNode.class).map(it -> read(answer, it)))
        .timeout(ANSWER)
        .onErrorMap(
            TimeoutException.class, late -> new CalibrationFailed("no answer from " + path));
  }

  private static Sample read(ClientResponse answer, JsonNode body) {
    if (!answer.statusCode().is2xxSuccessful()) {
      throw new CalibrationFailed(body.path("detail").asString("the service refused the work"));
    }
    return new Sample(
        body.path("workload").asString(),
        body.path("units").asInt(),
        body.path("runMs").asDouble(),
        body.path("checksum").asString());
  }

  /** One piece of work, done. */
  record Sample(String workload, int units, double runMs, String checksum) {
    double msPerUnit() {
      return runMs / units;
    }

    String work() {
      return units + " units of " + workload;
    }
  }
}
