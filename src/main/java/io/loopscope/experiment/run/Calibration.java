package io.loopscope.experiment.run;

import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.http.ApiProblem;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks for every piece of CPU work of a plan once before it is measured: all arms must compute the
 * same, by its checksum, and a worker process that one of them needs is there afterwards.
 */
public final class Calibration {
  private static final String CPU = "/api/cpu/";
  private static final Duration ANSWER = Duration.ofSeconds(90);

  private final WebClient service;

  public Calibration(WebClient service) {
    this.service = service;
  }

  /**
   * Milliseconds that a unit of each workload takes here while nothing else is asked for; or a
   * {@link ApiProblem}: 500 if two arms compute differently, or what the service answered.
   */
  Mono<Map<String, Double>> of(ExperimentPlan plan) {
    return Flux.fromIterable(paths(plan))
        .concatMap(this::answer)
        .collectList()
        .map(Calibration::msPerUnit);
  }

  private static List<String> paths(ExperimentPlan plan) {
    return plan.arms().stream()
        .flatMap(arm -> arm.streams().stream())
        .map(LoadPlan.Stream::path)
        .filter(path -> path.startsWith(CPU))
        .distinct()
        .toList();
  }

  private Mono<Answer> answer(String path) {
    return service
        .get()
        .uri(path)
        .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
        .exchangeToMono(answer -> answer.bodyToMono(JsonNode.class).map(it -> read(answer, it)))
        .timeout(ANSWER);
  }

  private static Answer read(ClientResponse answer, JsonNode body) {
    if (!answer.statusCode().is2xxSuccessful()) {
      throw ApiProblem.of(
          answer.statusCode(), body.path("detail").asString("the service refused the work"));
    }
    return new Answer(
        body.path("workload").asString(),
        body.path("units").asInt(),
        body.path("runMs").asDouble(),
        body.path("checksum").asString());
  }

  private static Map<String, Double> msPerUnit(List<Answer> answers) {
    Map<String, String> checksums = new TreeMap<>();
    Map<String, Double> best = new TreeMap<>();
    for (Answer answer : answers) {
      String known = checksums.putIfAbsent(answer.work(), answer.checksum());
      if (known != null && !known.equals(answer.checksum())) {
        throw ApiProblem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "%s computes %s in one place and %s in another"
                .formatted(answer.work(), known, answer.checksum()));
      }
      best.merge(answer.workload(), answer.runMs() / answer.units(), Math::min);
    }
    return best;
  }

  private record Answer(String workload, int units, double runMs, String checksum) {
    String work() {
      return units + " units of " + workload;
    }
  }
}
