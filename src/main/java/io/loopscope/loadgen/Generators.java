package io.loopscope.loadgen;

import io.loopscope.http.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Load generators in other processes that send one load together, each its share of it. They start
 * at a common instant by their own clocks, so on several machines their arrivals are as evenly
 * staggered as those clocks agree.
 */
public final class Generators {
  private static final String TOO_SOON = "startAt";
  private static final Duration LEAD = Duration.ofSeconds(2);

  /** For generators that were not ready in time, or have connections to open first. */
  private static final Duration LONG_LEAD = Duration.ofSeconds(8);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** How long a run may take beyond its sends and the timeouts of its requests. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final int ALL = Integer.MAX_VALUE;
  private static final int LARGEST_RESULT = 16 * 1024 * 1024;

  private final List<WebClient> generators;
  private final InstantSource clock;

  /**
   * Talks to generators.
   *
   * @param generators one client each, with the generator's base URL and whatever else a request to
   *     it must carry
   */
  public Generators(List<WebClient> generators, InstantSource clock) {
    if (generators.isEmpty()) {
      throw new IllegalArgumentException("no load generator");
    }
    this.generators = generators.stream().map(Generators::withRoomForResults).toList();
    this.clock = clock;
  }

  /**
   * Sends the load with each subscription; a cancel stops every generator, and so does the failure
   * of one.
   *
   * @return what they measured together; or a {@link Problem}: the generator's own if it refused
   *     the load, 502 if one failed or went away
   */
  public Mono<Measured> run(Load load) {
    return generators.size() == 1
        ? together(() -> load)
        : together(() -> startingIn(opensConnectionsFirst(load) ? LONG_LEAD : LEAD, load))
            .onErrorResume(
                Generators::isTooSoon, tooSoon -> together(() -> startingIn(LONG_LEAD, load)));
  }

  private Load startingIn(Duration lead, Load load) {
    return load.startingAt(clock.instant().plus(lead));
  }

  /** Starts them all, and stops them all before it tells that one failed. */
  private Mono<Measured> together(Supplier<Load> load) {
    return Mono.usingWhen(
            Mono.fromSupplier(() -> shares(load.get())),
            shares ->
                Flux.fromIterable(shares).flatMapSequential(Started::result, ALL, 1).collectList(),
            shares -> Mono.empty(),
            (shares, failure) -> stop(shares),
            Generators::stop)
        .map(Measured::merge)
        .onErrorMap(Generators::gone);
  }

  private List<Started> shares(Load load) {
    int of = generators.size();
    return IntStream.range(0, of)
        .mapToObj(
            i -> {
              Load share = load.share(i, of);
              return new Started(generators.get(i), share, start(generators.get(i), share).cache());
            })
        .toList();
  }

  private static Mono<URI> start(WebClient generator, Load share) {
    return generator
        .post()
        .uri("/runs")
        .bodyValue(share)
        .exchangeToMono(
            answer ->
                answer.statusCode() == HttpStatus.ACCEPTED
                    ? answer
                        .releaseBody()
                        .thenReturn(
                            Objects.requireNonNull(answer.headers().asHttpHeaders().getLocation()))
                    : answer
                        .bodyToMono(JsonNode.class)
                        .flatMap(it -> Mono.error(refused(answer, it))))
        .timeout(ANSWER);
  }

  private static Mono<Seen> state(WebClient generator, URI run) {
    return generator.get().uri(run.toString()).retrieve().bodyToMono(Seen.class).timeout(ANSWER);
  }

  private static Mono<Measured> measured(WebClient generator, URI run, Seen state) {
    if (state.state() != State.FINISHED) {
      return Mono.error(
          Problem.of(HttpStatus.BAD_GATEWAY, "a load generator stopped: " + state.outcome()));
    }
    return generator
        .get()
        .uri(run + "/result")
        .retrieve()
        .bodyToMono(Measured.class)
        .timeout(ANSWER);
  }

  private static Mono<Void> stop(List<Started> shares) {
    return Flux.fromIterable(shares).flatMap(Started::stop, ALL).then();
  }

  /** The generator's own refusal, passed on. */
  private static Problem refused(ClientResponse answer, JsonNode problem) {
    HttpStatus status =
        Objects.requireNonNullElse(
            HttpStatus.resolve(answer.statusCode().value()), HttpStatus.BAD_GATEWAY);
    Problem refusal =
        Problem.of(status, problem.path("detail").asString("a load generator refused the load"));
    for (String member : List.of("parameter", "allowed")) {
      if (problem.has(member)) {
        refusal.with(member, problem.path(member).asString());
      }
    }
    return refusal;
  }

  private static boolean opensConnectionsFirst(Load load) {
    return load.streams().stream().anyMatch(it -> it.connections() instanceof Connections.Pinned);
  }

  private static boolean isTooSoon(Throwable failure) {
    return failure instanceof Problem problem
        && problem.getBody().getProperties() instanceof Map<String, Object> members
        && TOO_SOON.equals(members.get("parameter"));
  }

  private static Throwable gone(Throwable failure) {
    return failure instanceof Problem
        ? failure
        : Problem.of(HttpStatus.BAD_GATEWAY, "a load generator is gone: " + failure.getMessage());
  }

  private static WebClient withRoomForResults(WebClient generator) {
    return generator
        .mutate()
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_RESULT))
        .build();
  }

  /** As much of a run as is needed to follow it. */
  private record Seen(State state, @Nullable String error) {
    boolean goesOn() {
      return !state.isEnded();
    }

    String outcome() {
      return error == null ? state.id() : error;
    }
  }

  /**
   * One generator's part of a load.
   *
   * @param run where it is, once it has started; it starts once, and a cancel does not stop that
   */
  private record Started(WebClient generator, Load share, Mono<URI> run) {
    Mono<Measured> result() {
      return run.flatMap(it -> ended(it).flatMap(seen -> measured(generator, it, seen)));
    }

    /** Also if its start was not answered yet when it was cancelled. */
    Mono<Void> stop() {
      return run.flatMap(
              it ->
                  generator.delete().uri(it.toString()).exchangeToMono(ClientResponse::releaseBody))
          .timeout(ANSWER)
          .onErrorComplete();
    }

    private Mono<Seen> ended(URI run) {
      return Mono.delay(LOOK)
          .then(Mono.defer(() -> state(generator, run)))
          .repeat()
          .takeUntil(state -> !state.goesOn())
          .last()
          .timeout(share.length().plus(share.patience()).plus(SLACK));
    }
  }
}
