package io.loopscope.observation;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.LagListener;
import io.loopscope.eventloop.WatchedLoop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import reactor.core.Disposable;

/** Lets others watch the service for a while. While nobody does it costs next to nothing. */
public final class ServiceObserver implements BlockListener, LagListener {
  private static final Set<String> BUSY =
      Set.of("loopscope.work.active", "loopscope.downstream.active", "loopscope.downstream.queued");

  private final String group;
  private final QueueMeters meters;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ProcessReadings process = new ProcessReadings();
  private final List<ServiceObservation> watches = new CopyOnWriteArrayList<>();
  private final List<ServedRequestListener> servedListeners = new CopyOnWriteArrayList<>();

  /**
   * Creates a witness of the loops of one group.
   *
   * @param registry has the meters of {@link ServiceReport#levels} and {@link ServiceReport#flows}
   */
  ServiceObserver(
      String group, MeterRegistry registry, InstantSource clock, LongSupplier nanoTime) {
    this.group = group;
    this.meters = new QueueMeters(registry);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Watches from a moment to come.
   *
   * @param from when; at once if it is past
   * @param length how long; requests are timed until the watch is closed, since those that wait
   *     longest are taken up last
   * @param routes requests of which routes to time, such as {@code /api/ping}
   */
  public ServiceObservation watch(Instant from, Duration length, Set<String> routes) {
    TimeSpan span = TimeSpan.of(from, length, clock.instant(), nanoTime.getAsLong());
    ServiceObservation watch =
        new ServiceObservation(span, routes, meters, process, nanoTime, watches::remove);
    watches.add(watch);
    watch.start();
    return watch;
  }

  /** Whether no work waits or runs, here or in the downstream. */
  public boolean isQuiet() {
    return meters.levels().stream()
        .filter(level -> BUSY.contains(level.meter()))
        .allMatch(level -> level.max() == 0);
  }

  /** Tells the listener of every request that is served from now on, until disposed. */
  public Disposable onServed(ServedRequestListener listener) {
    servedListeners.add(listener);
    return () -> servedListeners.remove(listener);
  }

  @Override
  public void onArrival(WatchedLoop loop, long atNanos, long waitedNanos) {
    if (loop.group().equals(group)) {
      watches.forEach(watch -> watch.waited(loop.index(), atNanos, waitedNanos));
    }
  }

  @Override
  public void onBlock(Block block) {
    if (!block.ongoing() && block.group().equals(group)) {
      watches.forEach(watch -> watch.blocked(block));
    }
  }

  void served(String route, long beganNanos, long nanos) {
    watches.forEach(watch -> watch.served(route, beganNanos, nanos));
    servedListeners.forEach(listener -> listener.onServed(route, beganNanos, nanos));
  }
}
