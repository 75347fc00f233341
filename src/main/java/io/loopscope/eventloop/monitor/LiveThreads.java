package io.loopscope.eventloop.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The platform threads of this JVM, looked up at most once a second. For one thread. */
final class LiveThreads {
  private static final long REFRESH_NANOS = 1_000_000_000;

  private final LongSupplier nanoTime;
  private List<Thread> threads = List.of();
  private long refreshed;
  private boolean known;

  LiveThreads(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  List<Thread> matching(Predicate<Thread> condition) {
    long now = nanoTime.getAsLong();
    if (!known || now - refreshed >= REFRESH_NANOS) {
      known = true;
      refreshed = now;
      threads = all();
    }
    return threads.stream().filter(condition).toList();
  }

  /** Without stacks, which would stop the JVM. */
  private static List<Thread> all() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] found = new Thread[2 * group.activeCount() + 16];
    int count = group.enumerate(found, true);
    return List.copyOf(Arrays.asList(found).subList(0, count));
  }
}
