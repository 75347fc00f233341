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

/** Observes the service for a limited time. Without an observation it costs almost nothing. */
public final class ServiceObserver implements BlockListener, LagListener {
  private static final Set<String> BUSY =
      Set.of("loopscope.work.active", "loopscope.downstream.active", "loopscope.downstream.queued");

  private final String group;
  private final QueueMeters meters;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ProcessReadings process = new ProcessReadings();
  private final List<ServiceObservation> observations = new CopyOnWriteArrayList<>();
  private final List<ServedRequestListener> servedListeners = new CopyOnWriteArrayList<>();

  /**
   * Creates an observer of the loops of one group.
   *
   * @param registry source of the meters of {@link ServiceReport#levels} and {@link
   *     ServiceReport#flows}
   */
  ServiceObserver(
      String group, MeterRegistry registry, InstantSource clock, LongSupplier nanoTime) {
    this.group = group;
    this.meters = new QueueMeters(registry);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Starts an observation at an instant.
   *
   * @param from when; at once if it is past
   * @param length how long; requests are timed until the observation is closed, since those that
   *     wait longest start last
   * @param routes the routes whose requests are timed, such as {@code /api/ping}
   */
  public ServiceObservation watch(Instant from, Duration length, Set<String> routes) {
    TimeSpan span = TimeSpan.of(from, length, clock.instant(), nanoTime.getAsLong());
    ServiceObservation observation =
        new ServiceObservation(span, routes, meters, process, nanoTime, observations::remove);
    observations.add(observation);
    observation.start();
    return observation;
  }

  /** Whether no work waits or runs, here or in the downstream. */
  public boolean isQuiet() {
    return meters.levels().stream()
        .filter(level -> BUSY.contains(level.meter()))
        .allMatch(level -> level.max() == 0);
  }

  /** Calls the listener for every request served from now on, until disposed. */
  public Disposable onServed(ServedRequestListener listener) {
    servedListeners.add(listener);
    return () -> servedListeners.remove(listener);
  }

  @Override
  public void onArrival(WatchedLoop loop, long atNanos, long waitedNanos) {
    if (loop.group().equals(group)) {
      observations.forEach(observation -> observation.waited(loop.index(), atNanos, waitedNanos));
    }
  }

  @Override
  public void onBlock(Block block) {
    if (!block.ongoing() && block.group().equals(group)) {
      observations.forEach(observation -> observation.blocked(block));
    }
  }

  void served(String route, long beganNanos, long nanos) {
    observations.forEach(observation -> observation.served(route, beganNanos, nanos));
    servedListeners.forEach(listener -> listener.onServed(route, beganNanos, nanos));
  }
}
