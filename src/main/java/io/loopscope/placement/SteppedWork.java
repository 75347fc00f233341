package io.loopscope.placement;

import java.util.concurrent.Callable;
import java.util.function.Function;

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

  /** The same computation with its result converted. */
  default <R> SteppedWork<R> map(Function<? super T, ? extends R> conversion) {
    SteppedWork<T> original = this;
    return new SteppedWork<>() {
      @Override
      public boolean step() throws Exception {
        return original.step();
      }

      @Override
      public R result() {
        return conversion.apply(original.result());
      }
    };
  }

  /** Work of a single step that cannot be divided, such as a blocking call. */
  static <T> SteppedWork<T> indivisible(Callable<T> call) {
    return new SingleStepWork<>(call);
  }
}
