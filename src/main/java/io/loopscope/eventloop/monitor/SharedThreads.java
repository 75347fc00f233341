package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.clock.ProbedExecutor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Scannable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Watches threads that are no event loops and that a reactive service waits for all the same:
 * Reactor's own schedulers and the carriers of virtual threads.
 *
 * <p>They are probed while they are in use: a scheduler whose threads do not exist is left alone,
 * and {@code boundedElastic} until all of its threads exist, because before that a task gets a new
 * one.
 */
public final class SharedThreads {
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  private final LoopRegistry loops;
  private final LiveThreads threads;

  public SharedThreads(LoopRegistry loops, LongSupplier nanoTime) {
    this.loops = loops;
    this.threads = new LiveThreads(nanoTime);
  }

  /**
   * Group {@code reactor-parallel}: every thread by itself, as timers and handlers are bound to.
   */
  public void watchParallel() {
    Scheduler parallel = Schedulers.parallel();
    for (int i = 0; i < Schedulers.DEFAULT_POOL_SIZE; i++) {
      Executor worker = parallel.createWorker()::schedule;
      loops.watch("reactor-parallel", new Probed(worker, named("parallel-"), () -> true, false));
    }
  }

  /** Group {@code reactor-single}. */
  public void watchSingle() {
    Executor single = Schedulers.single()::schedule;
    loops.watch("reactor-single", new Probed(single, named("single-"), () -> true, false));
  }

  /** Group {@code reactor-bounded-elastic}: one for all of its threads. */
  public void watchBoundedElastic() {
    Scheduler elastic = Schedulers.boundedElastic();
    loops.watch(
        "reactor-bounded-elastic",
        new Probed(
            elastic::schedule,
            thread -> named("boundedElastic-").test(thread) && !thread.getName().contains("evict"),
            () -> isFull(elastic),
            true));
  }

  /** Group {@code virtual-threads}: one for all carriers; nothing before Java 21. */
  public void watchVirtualThreads() {
    MethodHandle start = startVirtualThread();
    if (start != null) {
      loops.watch(
          "virtual-threads",
          new Probed(
              task -> start(start, task),
              thread -> thread.getClass().getName().equals(CARRIER),
              () -> true,
              true));
    }
  }

  private static Predicate<Thread> named(String prefix) {
    return thread -> thread.getName().startsWith(prefix);
  }

  private static boolean isFull(Scheduler elastic) {
    Scannable scannable = Scannable.from(elastic);
    Integer size = scannable.scan(Scannable.Attr.BUFFERED);
    Integer most = scannable.scan(Scannable.Attr.CAPACITY);
    return size != null && most != null && size >= most;
  }

  /** Java 17 has no such method. */
  private static @Nullable MethodHandle startVirtualThread() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (NoSuchMethodException | IllegalAccessException none) {
      return null;
    }
  }

  private static void start(MethodHandle startVirtualThread, Runnable task) {
    try {
      Thread started = (Thread) startVirtualThread.invokeExact(task);
      assert started != null;
    } catch (Throwable failure) {
      throw new IllegalStateException("no virtual thread could be started", failure);
    }
  }

  /** Probed while threads of it live. */
  private final class Probed extends ProbedExecutor {
    private final Executor executor;
    private final Predicate<Thread> member;
    private final BooleanSupplier busy;
    private final boolean pool;
    private volatile @Nullable Thread lookedAt;
    private int next;

    Probed(Executor executor, Predicate<Thread> member, BooleanSupplier busy, boolean pool) {
      this.executor = executor;
      this.member = member;
      this.busy = busy;
      this.pool = pool;
    }

    @Override
    public boolean mayBeBusy() {
      return busy.getAsBoolean() && !threads.matching(member).isEmpty();
    }

    @Override
    public boolean isPool() {
      return pool;
    }

    /** Another thread is looked at with each probe. */
    @Override
    public void execute(Runnable probe) {
      if (pool) {
        List<Thread> members = threads.matching(member);
        lookedAt = members.isEmpty() ? null : members.get(next++ % members.size());
      }
      executor.execute(probe);
    }

    @Override
    public @Nullable Thread lookedAt() {
      return lookedAt;
    }
  }
}
