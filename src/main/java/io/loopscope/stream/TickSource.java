package io.loopscope.stream;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.placement.PlacedResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ticks at planned times, with the lateness of the loop that sends them.
 *
 * <p>The timer runs on a thread of its own and hands one tick at a time to the loop. Those that
 * fall due while the loop is late, or while the client does not read, are dropped and counted,
 * never queued.
 */
final class TickSource {
  private final Clock clock;
  private final LongSupplier nanoTime;

  TickSource(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The first tick at once, then one per period until cancelled. */
  Flux<Tick> every(Duration period, Optional<WatchedLoop> loop) {
    return Flux.defer(() -> new Series(period, loop.orElse(null)).ticks());
  }

  private final class Series {
    private final Instant startedAt = clock.instant();
    private final long startedNanos = nanoTime.getAsLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Duration period;
    private final @Nullable WatchedLoop loop;

    Series(Duration period, @Nullable WatchedLoop loop) {
      this.period = period;
      this.loop = loop;
    }

    Flux<Tick> ticks() {
      return Flux.interval(Duration.ZERO, period)
          .onBackpressureDrop(n -> dropped.incrementAndGet())
          .concatMap(this::onLoop, 0);
    }

    private Mono<Tick> onLoop(long n) {
      WatchedLoop target = loop;
      return target == null
          ? Mono.fromSupplier(() -> tick(n))
          : Mono.create(sink -> target.execute(() -> sink.success(tick(n))));
    }

    private Tick tick(long n) {
      Duration planned = period.multipliedBy(n);
      long late = nanoTime.getAsLong() - startedNanos - planned.toNanos();
      return new Tick(
          n,
          startedAt.plus(planned),
          PlacedResult.millis(Math.max(0, late)),
          dropped.get(),
          Thread.currentThread().getName());
    }
  }

  /**
   * One tick.
   *
   * @param n its number from 0, the dropped ones counted in
   * @param plannedAt when it was due
   * @param latenessMs how much later the loop sent it
   * @param dropped ticks of this stream that were not sent so far
   * @param thread the loop's thread
   */
  record Tick(long n, Instant plannedAt, double latenessMs, long dropped, String thread) {}
}
