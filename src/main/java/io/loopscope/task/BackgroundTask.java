package io.loopscope.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.failure.Failure;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.placement.PlacedResult;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/**
 * One piece of work from its start to its end. It ends once: of a concurrent result, failure and
 * cancellation the first counts and the others are dropped.
 */
final class BackgroundTask {
  private static final Log log = LogFactory.getLog(BackgroundTask.class);

  private static final String UNEXPECTED =
      "unexpected failure; the log of the service has the cause";

  private final String id;
  private final String kind;
  private final Instant createdAt;
  private final LongSupplier nanoTime;
  private final long createdNanos;
  private final Outcome outcome = new Outcome();
  private volatile Stage stage = Stage.PENDING;

  BackgroundTask(String id, String kind, Instant createdAt, LongSupplier nanoTime) {
    this.id = id;
    this.kind = kind;
    this.createdAt = createdAt;
    this.nanoTime = nanoTime;
    this.createdNanos = nanoTime.getAsLong();
  }

  String id() {
    return id;
  }

  boolean isFinished() {
    return stage.state.isFinished();
  }

  /** Starts the work, unless the task is cancelled already. */
  void run(Mono<?> work) {
    if (begin()) {
      work.subscribe(outcome);
    }
  }

  /** Stops the work; false if the task had ended before. */
  boolean cancel() {
    boolean first = end(TaskState.CANCELLED, null, null);
    if (first) {
      outcome.cancel();
    }
    return first;
  }

  View view() {
    Stage now = stage;
    return new View(summary(now), now.result, now.error);
  }

  Summary summary() {
    return summary(stage);
  }

  private Summary summary(Stage now) {
    long nanos = now.state.isFinished() ? now.tookNanos : tookNanos();
    return new Summary(id, kind, now.state, createdAt, PlacedResult.millis(nanos));
  }

  private void fail(Throwable thrown) {
    if (thrown instanceof Failure failure) {
      end(TaskState.FAILED, null, failure.text());
    } else if (end(TaskState.FAILED, null, UNEXPECTED)) {
      log.error("Failed task " + id + " (" + kind + ")", thrown);
    }
  }

  private synchronized boolean begin() {
    boolean pending = stage.state == TaskState.PENDING;
    if (pending) {
      stage = Stage.RUNNING;
    }
    return pending;
  }

  private synchronized boolean end(
      TaskState state, @Nullable Object result, @Nullable String error) {
    boolean first = !isFinished();
    if (first) {
      stage = new Stage(state, result, error, tookNanos());
    }
    return first;
  }

  private long tookNanos() {
    return nanoTime.getAsLong() - createdNanos;
  }

  private record Stage(
      TaskState state, @Nullable Object result, @Nullable String error, long tookNanos) {
    static final Stage PENDING = new Stage(TaskState.PENDING, null, null, 0);
    static final Stage RUNNING = new Stage(TaskState.RUNNING, null, null, 0);
  }

  /** Can be cancelled at any time, also while the work runs on the subscribing thread. */
  private final class Outcome extends BaseSubscriber<Object> {
    @Override
    protected void hookOnNext(Object result) {
      end(TaskState.DONE, result, null);
    }

    @Override
    protected void hookOnComplete() {
      end(TaskState.DONE, null, null);
    }

    @Override
    protected void hookOnError(Throwable failure) {
      fail(failure);
    }
  }

  /**
   * A task without its result.
   *
   * @param kind the kind of work, or the endpoint that started it
   * @param elapsedMs from the start to the end, or to now
   */
  record Summary(String id, String kind, TaskState state, Instant createdAt, double elapsedMs)
      implements PlainTextAnswer {
    @Override
    public String plainText() {
      return "%s %s %s %s ms".formatted(id, kind, state.id(), elapsedMs);
    }
  }

  /**
   * A task as callers see it.
   *
   * @param result the result of the work; null until it is done
   * @param error why it failed; null unless it did
   */
  record View(@JsonUnwrapped Summary task, @Nullable Object result, @Nullable String error)
      implements PlainTextAnswer {
    @Override
    public String plainText() {
      if (result != null) {
        return task.plainText()
            + "\n"
            + (result instanceof PlainTextAnswer text ? text.plainText() : result);
      }
      return error == null ? task.plainText() : task.plainText() + "\n" + error;
    }
  }
}
