package io.loopscope.downstream;

import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;

/** Counts how calls end. */
final class CallCounts {
  private final LongAdder started = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /**
   * Counts the end of the call before passing it on, so that a caller with the answer finds it
   * counted.
   *
   * @param fails whether a completion also counts as a failure
   */
  <T> Flux<T> count(Flux<T> call, boolean fails) {
    return call.doFirst(started::increment)
        .doOnComplete(fails ? failed::increment : finished::increment)
        .doOnError(failure -> failed.increment())
        .doOnCancel(cancelled::increment);
  }

  long started() {
    return started.sum();
  }

  long finished() {
    return finished.sum();
  }

  long cancelled() {
    return cancelled.sum();
  }

  long failed() {
    return failed.sum();
  }
}
