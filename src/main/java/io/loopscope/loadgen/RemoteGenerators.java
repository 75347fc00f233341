package io.loopscope.loadgen;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Load generators in other processes that send one load together, each its share of it. They start
 * at a common instant by their own clocks: on several machines, arrivals are staggered as evenly as
 * those clocks agree.
 */
public final class RemoteGenerators {
  private static final Duration LEAD = Duration.ofSeconds(2);

  /** The lead for generators that were not ready in time, or open connections first. */
  private static final Duration LONG_LEAD = Duration.ofSeconds(8);

  private static final Duration POLL = Duration.ofMillis(200);

  /** The time of a run beyond its sends and the timeouts of its requests, at most. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final int ALL = Integer.MAX_VALUE;

  private final List<RemoteGenerator> generators;
  private final InstantSource clock;

  /**
   * Creates a client of several generators.
   *
   * @param generators one client each, with the base URL of the generator and its credentials
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
   * @return the merged result; {@link LoadRejected} if a generator rejected the load, {@link
   *     GeneratorFailed} if one failed or does not answer
   */
  public Mono<LoadResult> run(LoadPlan load) {
    return run(load, Mono.never(), startsAt -> {});
  }

  /**
   * As {@link #run(LoadPlan)}, for a caller that observes the run.
   *
   * @param until ends the load early; then the result is empty, once every generator has stopped
   * @param starting receives the instant of the first planned send once, shortly before or after it
   */
  public Mono<LoadResult> run(LoadPlan load, Mono<?> until, Consumer<Instant> starting) {
    Follower follower = new Follower(until, new AtomicReference<>(starting));
    if (generators.size() == 1) {
      return together(() -> load, follower);
    }
    Duration lead = opensConnectionsFirst(load) ? LONG_LEAD : LEAD;
    return together(() -> startingIn(lead, load), follower)
        .onErrorResume(
            RemoteGenerators::isTooSoon,
            tooSoon -> together(() -> startingIn(LONG_LEAD, load), follower));
  }

  private LoadPlan startingIn(Duration lead, LoadPlan load) {
    return load.startingAt(clock.instant().plus(lead));
  }

  /** Starts all generators, and stops all of them before it reports how the load ended. */
  private Mono<LoadResult> together(Supplier<LoadPlan> load, Follower follower) {
    return Mono.usingWhen(
            Mono.fromSupplier(() -> shares(load.get())),
            shares -> results(shares, follower).takeUntilOther(follower.until()),
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

  private static Mono<List<LoadResult>> results(List<Started> shares, Follower follower) {
    return Flux.fromIterable(shares)
        .flatMapSequential(share -> share.result(follower), ALL, 1)
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
    return failure instanceof LoadRejected rejected && rejected.isStartTooSoon();
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof WebClientException || failure instanceof TimeoutException;
  }

  private static GeneratorFailed gone(Throwable failure) {
    return new GeneratorFailed("a load generator is gone: " + failure.getMessage());
  }

  /**
   * The caller of a load.
   *
   * @param until ends the load
   * @param starting receives the instant of the first planned send, from the first generator that
   *     has it; null once it has
   */
  private record Follower(Mono<?> until, AtomicReference<@Nullable Consumer<Instant>> starting) {
    void see(RemoteGenerator.RunView view) {
      if (view.startsAt() != null) {
        Consumer<Instant> receiver = starting.getAndSet(null);
        if (receiver != null) {
          receiver.accept(view.startsAt());
        }
      }
    }
  }

  /**
   * One generator's part of a load.
   *
   * @param run the address of the run, once it has started; it starts once, even if the subscriber
   *     cancels
   */
  private record Started(RemoteGenerator generator, LoadPlan share, Mono<URI> run) {
    static Started of(RemoteGenerator generator, LoadPlan share) {
      return new Started(generator, share, generator.start(share).cache());
    }

    Mono<LoadResult> result(Follower follower) {
      return run.flatMap(it -> ended(it, follower).flatMap(view -> generator.result(it, view)));
    }

    /** Stops the run, also if its start was not answered yet when it was cancelled. */
    Mono<Void> stop() {
      return run.flatMap(generator::stop).onErrorComplete();
    }

    private Mono<RemoteGenerator.RunView> ended(URI run, Follower follower) {
      return Mono.delay(POLL)
          .then(Mono.defer(() -> generator.state(run)))
          .doOnNext(follower::see)
          .repeat()
          .takeUntil(view -> !view.isOngoing())
          .last()
          .timeout(share.length().plus(share.patience()).plus(SLACK));
    }
  }
}
