package io.loopscope.loadgen;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One load generator in another process, through its endpoints.
 *
 * @param client with the base URL of the generator and its credentials
 */
record RemoteGenerator(WebClient client) {
  private static final int LARGEST_RESULT = 16 * 1024 * 1024;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** The time after which a generator that receives no requests stops by itself. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  static RemoteGenerator at(WebClient client) {
    return new RemoteGenerator(
        client
            .mutate()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_RESULT))
            .build());
  }

  /** Starts a run; {@link LoadRejected} if the generator rejects the load. */
  Mono<URI> start(LoadPlan load) {
    return client
        .post()
        .uri("/runs?lease={lease}", DurationAsText.Write.text(LEASE))
        .bodyValue(load)
        .exchangeToMono(RemoteGenerator::started)
        .timeout(ANSWER);
  }

  Mono<RunView> state(URI run) {
    return client.get().uri(run.toString()).retrieve().bodyToMono(RunView.class).timeout(ANSWER);
  }

  /** The result of a run; {@link GeneratorFailed} if it ended without one. */
  Mono<LoadResult> result(URI run, RunView view) {
    if (view.state() != LoadRunState.FINISHED) {
      return Mono.error(new GeneratorFailed("a load generator stopped: " + view.outcome()));
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
    return answer
        .bodyToMono(JsonNode.class)
        .flatMap(problem -> Mono.error(new LoadRejected(answer.statusCode(), problem)));
  }

  /** The members of a run that are needed to follow it. */
  record RunView(LoadRunState state, @Nullable Instant startsAt, @Nullable String error) {
    boolean isOngoing() {
      return !state.isEnded();
    }

    private String outcome() {
      return error == null ? state.id() : error;
    }
  }
}
