package io.loopscope.eventloop.account;

/**
 * One thread's account at one moment. All counters grow; only differences mean something.
 *
 * @param atNanos when it was read, on the scale of {@link System#nanoTime}
 * @param cpuNanos time on a CPU; -1 if not known
 * @param runDelayNanos time runnable without a CPU; the kernel books it when the thread runs again;
 *     -1 if not known
 * @param state what the thread was doing; {@link ThreadState#UNKNOWN} if it was not read
 * @param majorFaults pages that had to be read from a disk; -1 if not read
 */
public record ThreadReading(
    long atNanos, long cpuNanos, long runDelayNanos, ThreadState state, long majorFaults) {
  boolean knowsCpu() {
    return cpuNanos >= 0;
  }

  boolean knowsRunDelay() {
    return runDelayNanos >= 0;
  }
}
