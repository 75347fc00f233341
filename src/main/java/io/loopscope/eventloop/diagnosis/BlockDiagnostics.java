package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockDiagnosis;
import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.BlockTime;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.Confidence;
import io.loopscope.eventloop.account.TimeSlice;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a diagnosis of the evidence: the cause is the largest part of the time, the culprit the
 * method that took the most of it.
 *
 * <p>A loop that computed for as long as the threshold is to blame whatever else happened to it, so
 * then it has a culprit though the machine took more time still.
 */
public final class BlockDiagnostics {
  private static final int FEWEST_TASKS_OF_A_FLOOD = 8;
  private static final int SEVERAL = 3;
  private static final int STACK_LINES = 60;
  private static final double NANOS_PER_MILLI = 1e6;

  private final FirstUseCounter firstUses = new FirstUseCounter();

  /** Diagnoses a block that lasts, or is over. */
  public BlockDiagnosis diagnose(TurnEvidence evidence, boolean isOver) {
    UnblockedSleep sleep = UnblockedSleep.of(evidence);
    BlockTime time = time(evidence, sleep);
    Cause cause = cause(evidence, time);
    BlockReason reason = reason(cause, evidence, time, sleep);
    boolean computes = time != null && time.cpuMs() * NANOS_PER_MILLI >= evidence.thresholdNanos();
    String culprit = culprit(cause, computes, evidence.samples()).orElse(null);
    return new BlockDiagnosis(
        cause,
        reason,
        time,
        confidence(time, evidence.samples()),
        culprit,
        cause == Cause.WAIT ? evidence.insight().holder() : null,
        BlockAdvice.on(
                cause,
                reason,
                evidence.samples(),
                computes,
                problem -> firstUses.counted(problem, culprit, isOver))
            .orElse(null),
        BlockPhases.of(evidence.samples(), time),
        evidence.samples().merged().stream().limit(STACK_LINES).toList());
  }

  private static @Nullable BlockTime time(TurnEvidence evidence, UnblockedSleep sleep) {
    return evidence.account().isKnown()
        ? evidence
            .account()
            .time(
                evidence.nanos(),
                evidence.stoppedNanos(),
                evidence.losses(),
                evidence.samples().shareWaiting(),
                sleep.isStop())
        : null;
  }

  private static Cause cause(TurnEvidence evidence, @Nullable BlockTime time) {
    if (time == null) {
      return 2 * evidence.stoppedNanos() >= evidence.nanos() ? Cause.PAUSE : Cause.UNKNOWN;
    }
    double largest =
        Math.max(
            Math.max(time.cpuMs(), time.waitedMs()),
            Math.max(time.contendedMs(), time.stoppedMs()));
    if (time.stoppedMs() == largest) {
      return Cause.PAUSE;
    }
    if (time.contendedMs() == largest) {
      return Cause.CONTENTION;
    }
    if (isFlood(evidence)) {
      return Cause.FLOOD;
    }
    return time.cpuMs() == largest ? Cause.CPU : Cause.WAIT;
  }

  private static boolean isFlood(TurnEvidence evidence) {
    return evidence.tasks() >= FEWEST_TASKS_OF_A_FLOOD
        && 2 * evidence.floodNanos() >= evidence.watchedNanos();
  }

  private static BlockReason reason(
      Cause cause, TurnEvidence evidence, @Nullable BlockTime time, UnblockedSleep sleep) {
    return switch (cause) {
      case CPU -> BlockReason.COMPUTATION;
      case FLOOD -> BlockReason.TASKS;
      case PAUSE -> sleep.isStop() ? sleep.reason() : evidence.stopReason();
      case CONTENTION -> lack(time);
      case WAIT -> wait(evidence, time, sleep);
      case UNKNOWN -> BlockReason.UNKNOWN;
    };
  }

  private static BlockReason lack(@Nullable BlockTime time) {
    if (time == null || time.runnableMs() >= Math.max(time.throttledMs(), time.stolenMs())) {
      return BlockReason.RUN_QUEUE;
    }
    return time.throttledMs() >= time.stolenMs() ? BlockReason.THROTTLED : BlockReason.STOLEN;
  }

  private static BlockReason wait(
      TurnEvidence evidence, @Nullable BlockTime time, UnblockedSleep sleep) {
    if (evidence.insight().isDeadlock()) {
      return BlockReason.DEADLOCK;
    }
    if (sleep != UnblockedSleep.NONE) {
      return sleep.reason();
    }
    Optional<StackSample> sample = evidence.samples().longest(TimeSlice::waitedNanos);
    boolean inIo = time != null && time.ioMs() > time.sleepingMs();
    if (inIo) {
      return sample.filter(StackSample::isInJava).isPresent() && evidence.account().hasMajorFaults()
          ? BlockReason.PAGE_FAULT
          : BlockReason.IO;
    }
    return sample.map(WaitReasons::of).orElse(BlockReason.UNKNOWN);
  }

  private static Optional<String> culprit(Cause cause, boolean computes, StackSamples samples) {
    if (!cause.blamesCode() && !computes) {
      return Optional.empty();
    }
    ToLongFunction<TimeSlice> kind =
        switch (cause) {
          case WAIT -> TimeSlice::waitedNanos;
          case CPU, PAUSE, CONTENTION -> TimeSlice::cpuNanos;
          case FLOOD, UNKNOWN -> TimeSlice::totalNanos;
        };
    return samples.culprit(kind);
  }

  private static Confidence confidence(@Nullable BlockTime time, StackSamples samples) {
    boolean several = samples.size() >= SEVERAL;
    if (time != null) {
      return several ? Confidence.HIGH : Confidence.MEDIUM;
    }
    return several ? Confidence.MEDIUM : Confidence.LOW;
  }
}
