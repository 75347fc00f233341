package io.loopscope.placement;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

final class SingleStepWork<T> implements SteppedWork<T> {
  private final Callable<T> call;
  private @Nullable T result;

  SingleStepWork(Callable<T> call) {
    this.call = call;
  }

  @Override
  public boolean step() throws Exception {
    result = call.call();
    return false;
  }

  @Override
  public T result() {
    return Objects.requireNonNull(result, "the call returned null");
  }
}
