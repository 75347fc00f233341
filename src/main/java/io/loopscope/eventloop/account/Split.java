package io.loopscope.eventloop.account;

import io.loopscope.eventloop.BlockTime;

/** Makes the parts of a block of what is known of its time. */
final class Split {
  private final long nanos;
  private long cpu;
  private long runnable;
  private long sleeping;
  private long io;
  private long stopped;
  private long unexplained;
  private long awaited;

  /**
   * @param awaited time runnable without a CPU that is not booked as such yet
   * @param nanos what the parts are to add up to
   */
  Split(TimeSlice known, long awaited, long nanos) {
    this.nanos = nanos;
    this.cpu = Math.min(known.cpu, nanos);
    this.runnable = Math.min(known.runnable, nanos - cpu);
    this.awaited = Math.min(awaited, left());
    this.stopped = Math.min(known.stopped, left());
    this.io = Math.min(known.io, left());
    this.sleeping = Math.min(known.sleeping, left());
    this.unexplained = left();
  }

  /** Time for which the kernel said nothing: what the stacks say, else that it waited for a CPU. */
  void explain(double waitingShare) {
    double share = Double.isNaN(waitingShare) ? 0 : waitingShare;
    long waiting = Math.round(unexplained * share);
    sleeping += waiting;
    awaited += unexplained - waiting;
    unexplained = 0;
  }

  /**
   * A stopped thread sleeps as far as the kernel can tell, or is runnable and makes no progress.
   */
  void stop(long proven) {
    long left = proven;
    long slept = Math.min(left, sleeping);
    sleeping -= slept;
    left -= slept;
    long waited = Math.min(left, awaited);
    awaited -= waited;
    left -= waited;
    stopped += slept + waited;
  }

  BlockTime time(HostLosses host) {
    long throttled = Math.min(runnable + awaited, host.throttledNanos());
    long stolen = Math.min(Math.max(0, awaited - throttled), host.stolenNanos());
    long queued = runnable + awaited - throttled - stolen;
    return new BlockTime(
        millis(cpu),
        millis(queued),
        millis(throttled),
        millis(stolen),
        millis(sleeping),
        millis(io),
        millis(nanos - cpu - queued - throttled - stolen - sleeping - io));
  }

  private long left() {
    return Math.max(0, nanos - cpu - runnable - awaited - stopped - io - sleeping);
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
