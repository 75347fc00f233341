package io.loopscope.task;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.failure.Failure;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;

/**
 * The tasks of this process, in memory only: a restart loses them, and a new task evicts the oldest
 * finished one if the store is full.
 */
public final class TaskStore implements AutoCloseable {
  private final int limit;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final Map<String, BackgroundTask> tasks = new LinkedHashMap<>();

  TaskStore(int limit, Clock clock, LongSupplier nanoTime, RandomGenerator random) {
    this.limit = limit;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /**
   * Starts the work independently of the caller, whose disconnect does not stop it.
   *
   * <p>Called on an event loop, it subscribes in the loop's next turn, so that work which blocks
   * the loop does not delay the current response.
   *
   * @param kind what callers read as the task's kind
   * @param work subscribed to once; its value is the task's result, a {@link Failure}'s text is the
   *     task's error
   * @throws TaskStoreFull if the store is full of unfinished tasks
   */
  public StartedTask start(String kind, Mono<?> work) {
    BackgroundTask task = new BackgroundTask(newId(), kind, clock.instant(), nanoTime);
    admit(task);
    WatchedLoop.current()
        .ifPresentOrElse(loop -> loop.executeNextTurn(() -> task.run(work)), () -> task.run(work));
    return new StartedTask(task.id(), URI.create("/api/tasks/" + task.id()));
  }

  /** Cancels all unfinished tasks. */
  @Override
  public void close() {
    newestFirst().forEach(BackgroundTask::cancel);
  }

  Optional<BackgroundTask> find(String id) {
    synchronized (tasks) {
      return Optional.ofNullable(tasks.get(id));
    }
  }

  List<BackgroundTask> newestFirst() {
    synchronized (tasks) {
      return new ArrayList<>(tasks.values()).reversed();
    }
  }

  private void admit(BackgroundTask task) {
    synchronized (tasks) {
      if (tasks.size() >= limit && !evictOldestFinished()) {
        throw new TaskStoreFull(limit);
      }
      tasks.put(task.id(), task);
    }
  }

  private boolean evictOldestFinished() {
    for (Iterator<BackgroundTask> oldestFirst = tasks.values().iterator();
        oldestFirst.hasNext(); ) {
      if (oldestFirst.next().isFinished()) {
        oldestFirst.remove();
        return true;
      }
    }
    return false;
  }

  private String newId() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
