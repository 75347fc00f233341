package io.loopscope.loadgen;

import io.loopscope.http.ApiProblem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Load generators in other processes that send one load together, each its share of it. They start
 * at a common instant by their own clocks, so on several machines their arrivals are as evenly
 * staggered as those clocks agree.
 */
public final class RemoteGenerators {
  private static final String TOO_SOON = "startAt";
  private static final Duration LEAD = Duration.ofSeconds(2);

  /** For generators that were not ready in time, or have connections to open first. */
  private static final Duration LONG_LEAD = Duration.ofSeconds(8);

  private static final Duration LOOK = Duration.ofMillis(200);

  /** How long a run may take beyond its sends and the timeouts of its requests. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final int ALL = Integer.MAX_VALUE;

  private final List<RemoteGenerator> generators;
  private final InstantSource clock;

  /**
   * Talks to generators.
   *
   * @param generators one client each, with the generator's base URL and whatever else a request to
   *     it must carry
   */
  public RemoteGenerators(List<WebClient> generators, InstantSource clock) {
    if (generators.isEmpty()) {
      throw new IllegalArgumentException("no load generator");
    }
    this.generators = generators.stream().map(RemoteGenerator::at).toList();
    this.clock = clock;
  }

  /**
   * Sends the load with each subscription; a cancel stops every generator, and so does the failure
   * of one.
   *
   * @return what they measured together; or a {@link ApiProblem}: the generator's own if it refused
   *     the load, 502 if one failed or went away
   */
  public Mono<LoadResult> run(LoadPlan load) {
    return run(load, Mono.never(), startsAt -> {});
  }

  /**
   * As {@link #run(Load)}, for a caller that looks on.
   *
   * @param until ends the load early; then nothing comes, and it completes once every generator has
   *     stopped
   * @param starting is told once when the first request is due, shortly before or after
   */
  public Mono<LoadResult> run(LoadPlan load, Mono<?> until, Consumer<Instant> starting) {
    Sight sight = new Sight(until, new AtomicReference<>(starting));
    if (generators.size() == 1) {
      return together(() -> load, sight);
    }
    Duration lead = opensConnectionsFirst(load) ? LONG_LEAD : LEAD;
    return together(() -> startingIn(lead, load), sight)
        .onErrorResume(
            RemoteGenerators::isTooSoon,
            tooSoon -> together(() -> startingIn(LONG_LEAD, load), sight));
  }

  private LoadPlan startingIn(Duration lead, LoadPlan load) {
    return load.startingAt(clock.instant().plus(lead));
  }

  /** Starts them all, and stops them all before it tells how it ended. */
  private Mono<LoadResult> together(Supplier<LoadPlan> load, Sight sight) {
    return Mono.usingWhen(
            Mono.fromSupplier(() -> shares(load.get())),
            shares -> results(shares, sight).takeUntilOther(sight.until()),
            RemoteGenerators::stop,
            (shares, failure) -> stop(shares),
            RemoteGenerators::stop)
        .map(LoadResult::merge)
        .onErrorMap(RemoteGenerators::isUnreachable, RemoteGenerators::gone);
  }

  private List<Started> shares(LoadPlan load) {
    int of = generators.size();
    return IntStream.range(0, of)
        .mapToObj(i -> Started.of(generators.get(i), load.share(i, of)))
        .toList();
  }

  private static Mono<List<LoadResult>> results(List<Started> shares, Sight sight) {
    return Flux.fromIterable(shares)
        .flatMapSequential(share -> share.result(sight), ALL, 1)
        .collectList();
  }

  private static Mono<Void> stop(List<Started> shares) {
    return Flux.fromIterable(shares).flatMap(Started::stop, ALL).then();
  }

  private static boolean opensConnectionsFirst(LoadPlan load) {
    return load.streams().stream()
        .anyMatch(it -> it.connections() instanceof ConnectionPolicy.Pinned);
  }

  private static boolean isTooSoon(Throwable failure) {
    return failure instanceof ApiProblem problem
        && problem.getBody().getProperties() instanceof Map<String, Object> members
        && TOO_SOON.equals(members.get("parameter"));
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof WebClientException || failure instanceof TimeoutException;
  }

  private static ApiProblem gone(Throwable failure) {
    return ApiProblem.of(
        HttpStatus.BAD_GATEWAY, "a load generator is gone: " + failure.getMessage());
  }

  /**
   * Who looks on.
   *
   * @param until ends the load
   * @param starting is told when the first request is due, by the first generator that knows
   */
  private record Sight(Mono<?> until, AtomicReference<@Nullable Consumer<Instant>> starting) {
    void look(RemoteGenerator.Seen seen) {
      if (seen.startsAt() != null) {
        Consumer<Instant> untold = starting.getAndSet(null);
        if (untold != null) {
          untold.accept(seen.startsAt());
        }
      }
    }
  }

  /**
   * One generator's part of a load.
   *
   * @param run where it is, once it has started; it starts once, and a cancel does not stop that
   */
  private record Started(RemoteGenerator generator, LoadPlan share, Mono<URI> run) {
    static Started of(RemoteGenerator generator, LoadPlan share) {
      return new Started(generator, share, generator.start(share).cache());
    }

    Mono<LoadResult> result(Sight sight) {
      return run.flatMap(it -> ended(it, sight).flatMap(seen -> generator.measured(it, seen)));
    }

    /** Also if its start was not answered yet when it was cancelled. */
    Mono<Void> stop() {
      return run.flatMap(generator::stop).onErrorComplete();
    }

    private Mono<RemoteGenerator.Seen> ended(URI run, Sight sight) {
      return Mono.delay(LOOK)
          .then(Mono.defer(() -> generator.state(run)))
          .doOnNext(sight::look)
          .repeat()
          .takeUntil(state -> !state.goesOn())
          .last()
          .timeout(share.length().plus(share.patience()).plus(SLACK));
    }
  }
}
