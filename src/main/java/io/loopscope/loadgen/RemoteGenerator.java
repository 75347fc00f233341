package io.loopscope.loadgen;

import io.loopscope.http.ApiProblem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One load generator in another process, as its endpoints have it.
 *
 * @param client with the generator's base URL, and whatever else a request to it must carry
 */
record RemoteGenerator(WebClient client) {
  private static final int LARGEST_RESULT = 16 * 1024 * 1024;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** A generator that was not asked for so long stops by itself: this process is gone. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  static RemoteGenerator at(WebClient client) {
    return new RemoteGenerator(
        client
            .mutate()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_RESULT))
            .build());
  }

  /** The started run; or the generator's own {@link ApiProblem} if it refuses the load. */
  Mono<URI> start(LoadPlan load) {
    return client
        .post()
        .uri("/runs?lease={lease}", DurationAsText.Write.text(LEASE))
        .bodyValue(load)
        .exchangeToMono(RemoteGenerator::started)
        .timeout(ANSWER);
  }

  Mono<Seen> state(URI run) {
    return client.get().uri(run.toString()).retrieve().bodyToMono(Seen.class).timeout(ANSWER);
  }

  /** The result; or a {@link ApiProblem} 502 if the run ended without one. */
  Mono<LoadResult> measured(URI run, Seen state) {
    if (state.state() != LoadRunState.FINISHED) {
      return Mono.error(
          ApiProblem.of(HttpStatus.BAD_GATEWAY, "a load generator stopped: " + state.outcome()));
    }
    return client
        .get()
        .uri(run + "/result")
        .retrieve()
        .bodyToMono(LoadResult.class)
        .timeout(ANSWER);
  }

  /** Stops the run unless it has ended, or the generator has. */
  Mono<Void> stop(URI run) {
    return client
        .delete()
        .uri(run.toString())
        .exchangeToMono(ClientResponse::releaseBody)
        .timeout(ANSWER)
        .onErrorComplete();
  }

  private static Mono<URI> started(ClientResponse answer) {
    if (answer.statusCode() == HttpStatus.ACCEPTED) {
      return answer
          .releaseBody()
          .thenReturn(Objects.requireNonNull(answer.headers().asHttpHeaders().getLocation()));
    }
    return answer.bodyToMono(JsonNode.class).flatMap(it -> Mono.error(refused(answer, it)));
  }

  private static ApiProblem refused(ClientResponse answer, JsonNode problem) {
    HttpStatus status =
        Objects.requireNonNullElse(
            HttpStatus.resolve(answer.statusCode().value()), HttpStatus.BAD_GATEWAY);
    ApiProblem refusal =
        ApiProblem.of(status, problem.path("detail").asString("a load generator refused the load"));
    for (String member : List.of("parameter", "allowed")) {
      if (problem.has(member)) {
        refusal.with(member, problem.path(member).asString());
      }
    }
    return refusal;
  }

  /** As much of a run as is needed to follow it. */
  record Seen(LoadRunState state, @Nullable Instant startsAt, @Nullable String error) {
    boolean goesOn() {
      return !state.isEnded();
    }

    private String outcome() {
      return error == null ? state.id() : error;
    }
  }
}
