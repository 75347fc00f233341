package io.loopscope.placement;

import java.util.concurrent.Callable;

/**
 * A computation in steps short enough (about a millisecond) to be cancelled or to yield between two
 * of them. One thread at a time advances it; implementations need no locks.
 *
 * @param <T> what it computes
 */
public interface SteppedWork<T> {
  /** Does the next step; false once there is nothing left to do. */
  boolean step() throws Exception;

  /** The result; only asked for after {@link #step()} returned false. */
  T result();

  /** Work of a single step that cannot be divided, such as a blocking call. */
  static <T> SteppedWork<T> indivisible(Callable<T> call) {
    return new SingleStepWork<>(call);
  }
}
