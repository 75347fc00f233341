package io.loopscope.placement;

import static org.awaitility.Awaitility.await;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
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

  final LoopRegistry loops = new MonitoredLoops();
  private final LoopResources resources = Transport.NIO.resources(loops, "http", 2);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Placements placements = placements(loops, true, registry);

  static Placements placements(
      LoopRegistry loops, boolean starvationAllowed, MeterRegistry registry) {
    return placements(loops, starvationAllowed, registry, new NoRemoteExecutor());
  }

  static Placements placements(
      LoopRegistry loops,
      boolean starvationAllowed,
      MeterRegistry registry,
      RemoteExecutor otherProcess) {
    return new Placements(
        new ServiceLoops(loops, "http"),
        new StarvationPolicy(starvationAllowed),
        new WorkMetrics(registry),
        new PlacementSettings(EACH_STEP, LIMIT),
        otherProcess);
  }

  Mono<PlacedResult<String>> work(Placement on, Supplier<SteppedWork<String>> work) {
    return placements.run(on, "steps", work);
  }

  PlacedResult<String> run(Placement on, Supplier<SteppedWork<String>> work) {
    return work(on, work).block(SOON);
  }

  /** Starts the work and waits until it runs. */
  Future<PlacedResult<String>> begin(Placement on, Steps.Held work) {
    Future<PlacedResult<String>> held = work(on, () -> work).toFuture();
    await().until(work::hasBegun);
    return held;
  }

  /** Waits for the end of the work. */
  static PlacedResult<String> done(Future<PlacedResult<String>> work) {
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
