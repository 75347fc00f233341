package io.loopscope.eventloop.clock;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.AbstractQueue;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A loop's task queue that counts what the loop takes from it. Only the loop takes. */
final class CountingTaskQueue extends AbstractQueue<Runnable> {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(CountingTaskQueue.class, "taken", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Queue<Runnable> tasks;
  private long taken;

  CountingTaskQueue(Queue<Runnable> tasks) {
    this.tasks = tasks;
  }

  /** Tasks that were taken to be run. */
  long taken() {
    return (long) TAKEN.getOpaque(this);
  }

  @Override
  public boolean offer(Runnable task) {
    return tasks.offer(task);
  }

  @Override
  public @Nullable Runnable poll() {
    Runnable task = tasks.poll();
    if (task != null) {
      TAKEN.setOpaque(this, taken + 1);
    }
    return task;
  }

  @Override
  public @Nullable Runnable peek() {
    return tasks.peek();
  }

  @Override
  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  @Override
  public int size() {
    return tasks.size();
  }

  @Override
  public boolean remove(Object task) {
    return tasks.remove(task);
  }

  @Override
  public void clear() {
    tasks.clear();
  }

  @Override
  public Iterator<Runnable> iterator() {
    return tasks.iterator();
  }
}
