package io.loopscope.accuracy;

import io.loopscope.eventloop.Cause;
import java.util.List;

/**
 * One injection and what the monitor said to it. Durations in milliseconds.
 *
 * @param nominalMs how long the block was meant to last
 * @param truthMs how long it did
 * @param truthCpuShare part of it that the loop's thread ran on a CPU
 * @param noiseMs the most that a thread which polls every half a millisecond was late meanwhile:
 *     what the machine did to everybody
 * @param found whether a finished block of that loop and that time was told
 * @param blockMs its duration; of a flood that Netty cut in pieces, all of them
 * @param cause its cause, empty if it was not found
 * @param culprit its culprit, empty if none
 * @param gaugeMs from the crossing of the threshold until the live gauge was seen up; NaN if not
 *     seen
 * @param reportMs from the crossing of the threshold until the first report; NaN if none
 * @param others sentences on blocks that were told of other loops or times meanwhile
 */
public record TrialOutcome(
    Injection injection,
    int nominalMs,
    double truthMs,
    double truthCpuShare,
    double noiseMs,
    boolean found,
    double blockMs,
    String cause,
    String culprit,
    double gaugeMs,
    double reportMs,
    List<String> others) {

  public double errorMs() {
    return Math.abs(blockMs - truthMs);
  }

  public boolean isDurationRight() {
    return found && errorMs() <= Math.max(5, 0.05 * truthMs);
  }

  public boolean isCauseRight() {
    return injection.cause().id().equals(cause);
  }

  /**
   * The verdict that is deserved by what really happened: a spin that was given a CPU for less than
   * half of its time was not blocked by itself.
   */
  public Cause trueCause() {
    boolean burns = injection.cause() == Cause.CPU || injection.cause() == Cause.FLOOD;
    return burns && truthCpuShare < 0.5 ? Cause.CONTENTION : injection.cause();
  }

  public boolean isTrueCauseTold() {
    return trueCause().id().equals(cause);
  }

  public boolean isCulpritRight() {
    return injection.culprit().equals(culprit);
  }

  /** Whether another method than the injected one is blamed, for a block that lasted. */
  public boolean isMistakenInCulprit() {
    return truthMs >= 100 && isCauseRight() && !injection.culprit().isEmpty() && !isCulpritRight();
  }

  /** Whether all of the JVM stood still, the monitor and the poller included. */
  public boolean isPause() {
    return injection.cause() == Cause.PAUSE;
  }

  /** Whether others took the CPUs, so that the truth itself may not be what was meant. */
  public boolean isDisturbed() {
    return noiseMs > 5 && !isPause();
  }
}
