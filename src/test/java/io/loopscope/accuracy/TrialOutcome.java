package io.loopscope.accuracy;

import io.loopscope.eventloop.Cause;
import java.util.List;

/**
 * One injection and what the monitor said to it. Durations in milliseconds.
 *
 * @param surroundings what its JVM was put into
 * @param nominalMs how long the block was meant to last
 * @param truthMs how long it did
 * @param truth what became of that time, by the loop's own counters
 * @param noiseMs the most that a thread which polls every half a millisecond was late meanwhile:
 *     what the machine did to everybody
 * @param found whether a finished block of that loop and that time was told
 * @param blockMs its duration; of a flood that Netty cut in pieces, all of them
 * @param cause its cause, empty if it was not found
 * @param reason its reason, empty if it was not found
 * @param account what the monitor says became of the time
 * @param culprit its culprit, empty if none
 * @param gaugeMs from the crossing of the threshold until the live gauge was seen up; NaN if not
 *     seen
 * @param reportMs from the crossing of the threshold until the first report; NaN if none
 * @param others sentences on blocks that were told of other loops or times meanwhile
 */
public record TrialOutcome(
    Surroundings surroundings,
    Injection injection,
    int nominalMs,
    double truthMs,
    TimeParts truth,
    double noiseMs,
    boolean found,
    double blockMs,
    String cause,
    String reason,
    TimeParts account,
    String culprit,
    double gaugeMs,
    double reportMs,
    List<String> others) {

  private static final double SURELY_A_BLOCK_MS = 27;

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
   * The verdict that is deserved by what really happened: the largest part of the time. Where that
   * was neither spent on a CPU nor waiting for one, the injection knows what it was.
   */
  public Cause trueCause() {
    if (truth.runnableMs() > Math.max(truth.cpuMs(), truth.otherMs())) {
      return Cause.CONTENTION;
    }
    if (truth.cpuMs() > truth.otherMs()) {
      return injection == Injection.FLOOD ? Cause.FLOOD : Cause.CPU;
    }
    return injection.cause().blamesCode() ? Cause.WAIT : Cause.PAUSE;
  }

  public boolean isTrueCauseTold() {
    return trueCause().id().equals(cause);
  }

  /** Whether the injected method is to be named: it is the cause, or used CPU for a block. */
  public boolean isCulpritDue() {
    return !injection.culprit().isEmpty()
        && (trueCause().blamesCode() || truth.cpuMs() >= SURELY_A_BLOCK_MS);
  }

  public boolean isCulpritRight() {
    return injection.culprit().equals(culprit);
  }

  /** Whether another method than the injected one is blamed, for a block that lasted. */
  public boolean isMistakenInCulprit() {
    return truthMs >= 100 && isTrueCauseTold() && isCulpritDue() && !isCulpritRight();
  }

  public boolean isAccountRight() {
    return truth.agreesWith(account);
  }

  public double accountErrorMs() {
    return truth.errorMs(account);
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
