package io.loopscope.eventloop;

/**
 * Is told of every arrival that {@code eventloop_lag_seconds} counts: a hundred a second and loop,
 * at planned times, on the monitor's thread. Must neither take long nor throw.
 */
@FunctionalInterface
public interface LagListener {
  /**
   * Called once the wait is over, so in a burst after a block.
   *
   * @param atNanos when it came, on the scale of {@link System#nanoTime}
   * @param waitedNanos how long it waited for the loop; 0 if the loop was free
   */
  void onArrival(WatchedLoop loop, long atNanos, long waitedNanos);
}
