package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.Cause;
import java.util.Map;

/** What a thread waited for, by the stack that stands for most of its waiting. */
final class WaitReasons {
  private static final Map<String, BlockReason> BY_PROBLEM =
      Map.of(
          "sleep", BlockReason.SLEEP,
          "future", BlockReason.FUTURE,
          "block()", BlockReason.FUTURE,
          "queue", BlockReason.QUEUE,
          "contended lock", BlockReason.LOCK,
          "file", BlockReason.IO,
          "blocking socket", BlockReason.IO,
          "child process", BlockReason.IO);

  private WaitReasons() {}

  /** Looks for the way to wait from the innermost frame on: what for is the advice's business. */
  static BlockReason of(StackSample sample) {
    if (sample.state() == Thread.State.BLOCKED) {
      return BlockReason.LOCK;
    }
    for (int frame = 0; frame < sample.innerFrames().size(); frame++) {
      for (WellKnownProblem problem : WellKnownProblems.ALL) {
        BlockReason reason = BY_PROBLEM.get(problem.name());
        if (reason != null
            && problem.explains(Cause.WAIT)
            && problem.shown().shows(sample, frame)) {
          return reason;
        }
      }
    }
    if (sample.waits()) {
      return sample.state() == Thread.State.RUNNABLE ? BlockReason.IO : BlockReason.PARK;
    }
    return sample.innermost().isNativeMethod() ? BlockReason.NATIVE : BlockReason.UNKNOWN;
  }
}
