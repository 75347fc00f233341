package io.loopscope.loop;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.failure.Failure;
import io.loopscope.http.DelayDistribution;
import io.loopscope.placement.PlacedResult;
import java.time.Duration;

/** The loop did not start a task in time. */
final class LoopBusy extends Failure {
  LoopBusy(WatchedLoop loop, Duration timeout) {
    super(
        Kind.TIMED_OUT,
        "loop %s did not start the task within %s; its current turn has lasted %s ms"
            .formatted(
                loop.name(),
                DelayDistribution.fixed(timeout),
                PlacedResult.millis(loop.awakeNanos())));
  }
}
