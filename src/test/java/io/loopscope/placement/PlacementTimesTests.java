package io.loopscope.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.eventloop.WatchedLoop;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacementTimesTests {
  private static final Duration LONG = Duration.ofMillis(100);

  private final PlacementLab lab = new PlacementLab();

  @AfterEach
  void end() {
    lab.close();
  }

  @Test
  void countsTheWaitForABusyThreadAsQueued() {
    Steps.Held first = new Steps.Held();
    Future<PlacedResult<String>> held = lab.begin(Placement.SINGLE, first);
    Future<PlacedResult<String>> second =
        lab.work(Placement.SINGLE, () -> new Steps(1, () -> null)).toFuture();
    pass(LONG);
    first.letGo();

    assertWaited(second);
    assertThat(PlacementLab.done(held).runNanos()).isGreaterThanOrEqualTo(LONG.toNanos());
    assertThat(PlacementLab.done(held).queuedNanos())
        .isLessThan(PlacementLab.done(held).runNanos());
  }

  @Test
  void countsTheWaitForABusyLoopAsQueued() {
    WatchedLoop loop = lab.loops.group("http").getFirst();
    Steps.Held first = new Steps.Held();
    lab.placements.runOn(loop, "held", () -> first).subscribe();
    await().until(first::hasBegun);
    Future<PlacedResult<String>> second =
        lab.placements.runOn(loop, "steps", () -> new Steps(1, () -> null)).toFuture();
    pass(LONG);
    first.letGo();

    assertWaited(second);
  }

  @Test
  void countsTheWaitBetweenTwoSlicesAsQueued() {
    Steps twoSteps = new Steps(2, PlacementTimesTests::holdThisLoopNext);

    assertWaited(lab.work(Placement.COOPERATIVE, () -> twoSteps).toFuture());
  }

  @Test
  void recordsWaitAndRunForEachWorkloadAndPlacement() {
    PlacedResult<String> placed = lab.run(Placement.PARALLEL, () -> new Steps(3, () -> null));

    assertThat(timer("queued").count()).isOne();
    assertThat(timer("queued").totalTime(TimeUnit.NANOSECONDS)).isEqualTo(placed.queuedNanos());
    assertThat(timer("run").totalTime(TimeUnit.NANOSECONDS)).isEqualTo(placed.runNanos());
  }

  private static Void holdThisLoopNext() {
    WatchedLoop.current().orElseThrow().execute(() -> LockSupport.parkNanos(LONG.toNanos()));
    return null;
  }

  private static void assertWaited(Future<PlacedResult<String>> work) {
    assertThat(PlacementLab.done(work).queuedNanos()).isGreaterThanOrEqualTo(LONG.toNanos());
    assertThat(PlacementLab.done(work).runNanos()).isLessThan(LONG.toNanos());
  }

  private static void pass(Duration time) {
    await().pollDelay(time).until(() -> true);
  }

  private Timer timer(String phase) {
    return lab.registry
        .get("loopscope.work")
        .tags("workload", "steps", "on", "parallel", "phase", phase)
        .timer();
  }
}
