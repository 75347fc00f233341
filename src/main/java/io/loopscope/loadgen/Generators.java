package io.loopscope.loadgen;

import io.loopscope.http.Problem;
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
public final class Generators {
  private static final String TOO_SOON = "startAt";
  private static final Duration LEAD = Duration.ofSeconds(2);

  /** For generators that were not ready in time, or have connections to open first. */
  private static final Duration LONG_LEAD = Duration.ofSeconds(8);

  private static final Duration LOOK = Duration.ofMillis(200);

  /** How long a run may take beyond its sends and the timeouts of its requests. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final int ALL = Integer.MAX_VALUE;

  private final List<Generator> generators;
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
    this.generators = generators.stream().map(Generator::at).toList();
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
    return run(load, Mono.never(), startsAt -> {});
  }

  /**
   * As {@link #run(Load)}, for a caller that looks on.
   *
   * @param until ends the load early; then nothing comes, and it completes once every generator has
   *     stopped
   * @param starting is told once when the first request is due, shortly before or after
   */
  public Mono<Measured> run(Load load, Mono<?> until, Consumer<Instant> starting) {
    Sight sight = new Sight(until, new AtomicReference<>(starting));
    if (generators.size() == 1) {
      return together(() -> load, sight);
    }
    Duration lead = opensConnectionsFirst(load) ? LONG_LEAD : LEAD;
    return together(() -> startingIn(lead, load), sight)
        .onErrorResume(
            Generators::isTooSoon, tooSoon -> together(() -> startingIn(LONG_LEAD, load), sight));
  }

  private Load startingIn(Duration lead, Load load) {
    return load.startingAt(clock.instant().plus(lead));
  }

  /** Starts them all, and stops them all before it tells how it ended. */
  private Mono<Measured> together(Supplier<Load> load, Sight sight) {
    return Mono.usingWhen(
            Mono.fromSupplier(() -> shares(load.get())),
            shares -> results(shares, sight).takeUntilOther(sight.until()),
            Generators::stop,
            (shares, failure) -> stop(shares),
            Generators::stop)
        .map(Measured::merge)
        .onErrorMap(Generators::isUnreachable, Generators::gone);
  }

  private List<Started> shares(Load load) {
    int of = generators.size();
    return IntStream.range(0, of)
        .mapToObj(i -> Started.of(generators.get(i), load.share(i, of)))
        .toList();
  }

  private static Mono<List<Measured>> results(List<Started> shares, Sight sight) {
    return Flux.fromIterable(shares)
        .flatMapSequential(share -> share.result(sight), ALL, 1)
        .collectList();
  }

  private static Mono<Void> stop(List<Started> shares) {
    return Flux.fromIterable(shares).flatMap(Started::stop, ALL).then();
  }

  private static boolean opensConnectionsFirst(Load load) {
    return load.streams().stream().anyMatch(it -> it.connections() instanceof Connections.Pinned);
  }

  private static boolean isTooSoon(Throwable failure) {
    return failure instanceof Problem problem
        && problem.getBody().getProperties() instanceof Map<String, Object> members
        && TOO_SOON.equals(members.get("parameter"));
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof WebClientException || failure instanceof TimeoutException;
  }

  private static Problem gone(Throwable failure) {
    return Problem.of(HttpStatus.BAD_GATEWAY, "a load generator is gone: " + failure.getMessage());
  }

  /**
   * Who looks on.
   *
   * @param until ends the load
   * @param starting is told when the first request is due, by the first generator that knows
   */
  private record Sight(Mono<?> until, AtomicReference<@Nullable Consumer<Instant>> starting) {
    void look(Generator.Seen seen) {
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
  private record Started(Generator generator, Load share, Mono<URI> run) {
    static Started of(Generator generator, Load share) {
      return new Started(generator, share, generator.start(share).cache());
    }

    Mono<Measured> result(Sight sight) {
      return run.flatMap(it -> ended(it, sight).flatMap(seen -> generator.measured(it, seen)));
    }

    /** Also if its start was not answered yet when it was cancelled. */
    Mono<Void> stop() {
      return run.flatMap(generator::stop).onErrorComplete();
    }

    private Mono<Generator.Seen> ended(URI run, Sight sight) {
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
