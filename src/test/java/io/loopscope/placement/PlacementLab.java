package io.loopscope.placement;

import static org.awaitility.Awaitility.await;

import io.loopscope.eventloop.Loops;
import io.loopscope.eventloop.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Placements over two loops of their own, with a slice as short as one step. */
final class PlacementLab implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(20);
  static final int LIMIT = 2;
  private static final Duration EACH_STEP = Duration.ofNanos(1);

  final Loops loops = new Loops();
  private final LoopResources resources = loops.resources("http", 2, Transport.NIO);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Placements placements = placements(loops, true, registry);

  static Placements placements(Loops loops, boolean starvationAllowed, MeterRegistry registry) {
    return placements(loops, starvationAllowed, registry, new NoOtherProcess());
  }

  static Placements placements(
      Loops loops, boolean starvationAllowed, MeterRegistry registry, OtherProcess otherProcess) {
    return new Placements(
        new ServiceLoops(loops, "http"),
        new Starvation(starvationAllowed),
        new WorkMetrics(registry),
        new PlacementSettings(EACH_STEP, LIMIT),
        otherProcess);
  }

  Mono<Placed<String>> work(Placement on, Supplier<Work<String>> work) {
    return placements.run(on, "steps", work);
  }

  Placed<String> run(Placement on, Supplier<Work<String>> work) {
    return work(on, work).block(SOON);
  }

  /** Starts the work and waits until it runs. */
  Future<Placed<String>> begin(Placement on, Steps.Held work) {
    Future<Placed<String>> held = work(on, () -> work).toFuture();
    await().until(work::hasBegun);
    return held;
  }

  /** Waits for the end of the work. */
  static Placed<String> done(Future<Placed<String>> work) {
    try {
      return work.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** How many pieces of work have a place there. */
  double active(Placement on) {
    return registry.get("loopscope.work.active").tag("on", on.id()).gauge().value();
  }

  /** How many may have one. */
  double limit(Placement on) {
    return registry.get("loopscope.work.limit").tag("on", on.id()).gauge().value();
  }

  /** How many were refused. */
  double rejected(Placement on) {
    return registry.get("loopscope.work.rejected").tag("on", on.id()).functionCounter().count();
  }

  @Override
  public void close() {
    placements.close();
    resources.disposeLater(Duration.ZERO, SOON).block();
  }
}
