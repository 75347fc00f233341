package io.loopscope.placement;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

final class IndivisibleWork<T> implements Work<T> {
  private final Callable<T> call;
  private @Nullable T result;

  IndivisibleWork(Callable<T> call) {
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
