package io.loopscope.eventloop.account;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What garbage collectors report of their pauses, in whole milliseconds. Collectors that run beside
 * the application report their cycles under names of their own, which are left out.
 */
final class CollectorBeans implements JvmStopCounters {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> !collector.getName().contains("Cycles"))
          .filter(collector -> !collector.getName().contains("Concurrent"))
          .toList();

  @Override
  public long stoppedNanos() {
    return collectionNanos();
  }

  @Override
  public long collectionNanos() {
    long millis = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      millis += Math.max(0, collector.getCollectionTime());
    }
    return millis * NANOS_PER_MILLI;
  }

  @Override
  public boolean countsAllSafepoints() {
    return false;
  }
}
