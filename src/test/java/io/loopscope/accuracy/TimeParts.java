package io.loopscope.accuracy;

import io.loopscope.eventloop.BlockTime;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A time by what became of it, in milliseconds, as it can be known without the monitor.
 *
 * @param cpuMs on a CPU
 * @param runnableMs runnable without a CPU
 * @param otherMs waiting or stopped
 */
record TimeParts(double cpuMs, double runnableMs, double otherMs) {
  static final TimeParts NONE = new TimeParts(0, 0, 0);
  private static final double MS = 1e6;

  static TimeParts of(InjectionTruth truth) {
    return new TimeParts(
        truth.cpuNanos() / MS, truth.runDelayNanos() / MS, truth.otherNanos() / MS);
  }

  static TimeParts of(BlockTime time) {
    return new TimeParts(time.cpuMs(), time.contendedMs(), time.waitedMs() + time.stoppedMs());
  }

  TimeParts plus(TimeParts more) {
    return new TimeParts(cpuMs + more.cpuMs, runnableMs + more.runnableMs, otherMs + more.otherMs);
  }

  /** The largest difference of a part. */
  double errorMs(TimeParts said) {
    return DoubleStream.of(cpuMs - said.cpuMs, runnableMs - said.runnableMs, otherMs - said.otherMs)
        .map(Math::abs)
        .max()
        .orElseThrow();
  }

  /** Whether every part is right to within a tenth, or ten milliseconds. */
  boolean agreesWith(TimeParts said) {
    return isNear(cpuMs, said.cpuMs)
        && isNear(runnableMs, said.runnableMs)
        && isNear(otherMs, said.otherMs);
  }

  String text() {
    return String.format(
        Locale.ROOT, "%.0f on CPU + %.0f runnable + %.0f else", cpuMs, runnableMs, otherMs);
  }

  private static boolean isNear(double truth, double said) {
    return Math.abs(truth - said) <= Math.max(10, truth / 10);
  }
}
