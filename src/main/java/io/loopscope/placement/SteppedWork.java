package io.loopscope.placement;

import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A computation in steps of about a millisecond, between which it can be cancelled or yield. One
 * thread at a time advances it, so implementations need no locks.
 *
 * @param <T> type of the result
 */
public interface SteppedWork<T> {
  /** Runs the next step; false if it was the last. */
  boolean step() throws Exception;

  /** The result; called only after {@link #step()} returned false. */
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
