package io.loopscope.placement;

import static io.loopscope.placement.Placement.BOUNDED_ELASTIC;
import static io.loopscope.placement.Placement.PARALLEL;
import static io.loopscope.placement.Placement.SINGLE;
import static io.loopscope.placement.Placement.VIRTUAL_THREADS;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads that are not event loops: one scheduler per placement, sized as Reactor sizes its
 * own.
 */
final class PlacementSchedulers implements AutoCloseable {
  private static final int IDLE_SECONDS = 60;

  private final Map<Placement, Scheduler> schedulers = new EnumMap<>(Placement.class);
  private final Map<Placement, Integer> sizes;

  PlacementSchedulers(int queueLimit) {
    int cores = Runtime.getRuntime().availableProcessors();
    sizes = Map.of(SINGLE, 1, PARALLEL, cores, BOUNDED_ELASTIC, 10 * cores);
    schedulers.put(SINGLE, Schedulers.newSingle(SINGLE.id(), true));
    schedulers.put(PARALLEL, Schedulers.newParallel(PARALLEL.id(), cores, true));
    schedulers.put(
        BOUNDED_ELASTIC,
        Schedulers.newBoundedElastic(
            10 * cores, queueLimit, BOUNDED_ELASTIC.id(), IDLE_SECONDS, true));
    schedulers.put(
        VIRTUAL_THREADS,
        Schedulers.fromExecutorService(
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(VIRTUAL_THREADS.id() + "-", 1).factory()),
            VIRTUAL_THREADS.id()));
  }

  Scheduler of(Placement placement) {
    Scheduler scheduler = schedulers.get(placement);
    if (scheduler == null) {
      throw new IllegalArgumentException("no threads of its own: " + placement.id());
    }
    return scheduler;
  }

  /** Threads of each placement that has a fixed number of them. */
  Map<Placement, Integer> sizes() {
    return sizes;
  }

  @Override
  public void close() {
    schedulers.values().forEach(Scheduler::dispose);
  }
}
