package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockPhase;
import io.loopscope.eventloop.BlockTime;
import io.loopscope.eventloop.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a block consists of, in the order in which it began, without what hardly lasted. */
final class BlockPhases {
  private static final double LEAST_SHARE = 0.1;
  private static final int MOST = 4;
  private static final double NANOS_PER_MILLI = 1e6;

  private BlockPhases() {}

  static List<BlockPhase> of(StackSamples samples, @Nullable BlockTime time) {
    if (time == null) {
      return List.of();
    }
    Map<Phase, Double> phases = new LinkedHashMap<>();
    samples
        .inOrder()
        .forEach(
            stack -> {
              String method = StackFrames.shortName(stack.getKey().culprit());
              add(phases, Cause.CPU, method, stack.getValue().cpuNanos());
              add(phases, Cause.WAIT, method, stack.getValue().waitedNanos());
            });
    List<BlockPhase> kept = new ArrayList<>();
    double least = LEAST_SHARE * time.totalMs();
    if (time.stoppedMs() < least) {
      phases.forEach((phase, ms) -> keep(kept, phase.cause(), phase.method(), ms, least));
    } else {
      phases.forEach(
          (phase, ms) -> {
            if (phase.cause() == Cause.CPU) {
              keep(kept, phase.cause(), phase.method(), ms, least);
            }
          });
    }
    keep(kept, Cause.CONTENTION, null, time.contendedMs(), least);
    keep(kept, Cause.PAUSE, null, time.stoppedMs(), least);
    return kept.size() > MOST ? List.of() : List.copyOf(kept);
  }

  private static void add(Map<Phase, Double> phases, Cause cause, String method, long nanos) {
    phases.merge(new Phase(cause, method), nanos / NANOS_PER_MILLI, Double::sum);
  }

  private static void keep(
      List<BlockPhase> kept, Cause cause, @Nullable String method, double ms, double least) {
    if (ms >= least && ms > 0) {
      kept.add(new BlockPhase(cause, method, ms));
    }
  }

  private record Phase(Cause cause, String method) {}
}
