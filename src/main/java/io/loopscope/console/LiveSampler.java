package io.loopscope.console;

import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.experiment.RunningExperiment;
import io.loopscope.observation.ServedRequestListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Takes snapshots of the service. The busy time since the last one comes from the loops' own
 * counters, so nothing between two snapshots is lost.
 */
final class LiveSampler implements AutoCloseable {
  private static final String PING = "/api/ping";
  private static final int MOST_PINGS = 1_000;

  private final EventLoopReport.Source reports;
  private final RunningExperiment.Source experiment;
  private final @Nullable RecentLatencies probes;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final RecentLatencies served = new RecentLatencies(MOST_PINGS);
  private final Disposable listening;
  private Map<String, EventLoopReport.State> before = Map.of();
  private long lastNanos;

  LiveSampler(
      EventLoopReport.Source reports,
      RunningExperiment.Source experiment,
      Function<ServedRequestListener, Disposable> requests,
      @Nullable RecentLatencies probes,
      LongSupplier nanoTime,
      InstantSource clock) {
    this.reports = reports;
    this.experiment = experiment;
    this.probes = probes;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.listening = requests.apply(this::served);
  }

  LiveSnapshot snapshot() {
    long nanos = nanoTime.getAsLong();
    Instant now = clock.instant();
    EventLoopReport report = reports.report();
    double seconds = (nanos - lastNanos) / 1e9;
    LiveSnapshot live =
        new LiveSnapshot(
            now.toEpochMilli(),
            report.enabled(),
            report.thresholdMs(),
            report.loops().stream().map(loop -> lane(loop, seconds)).toList(),
            LiveSnapshot.current(report.blocks().stream(), now),
            new LiveSnapshot.Clocks(
                RecentLatencies.WINDOW.toMillis(),
                probes == null ? null : probes.read(nanos),
                served.read(nanos)),
            experiment.ongoing().orElse(null));
    remember(report, nanos);
    return live;
  }

  @Override
  public void close() {
    listening.dispose();
  }

  private void served(String route, long beganNanos, long nanos) {
    if (route.equals(PING)) {
      served.begin(beganNanos).end(nanos);
    }
  }

  private LiveSnapshot.Lane lane(EventLoopReport.State now, double seconds) {
    EventLoopReport.State then = before.get(name(now));
    return then == null
        ? new LiveSnapshot.Lane(now, null, null)
        : new LiveSnapshot.Lane(
            now, share(now.busy(), then.busy(), seconds), share(now.cpu(), then.cpu(), seconds));
  }

  private static @Nullable Double share(
      @Nullable Double now, @Nullable Double then, double seconds) {
    return now == null || then == null
        ? null
        : Math.round(Math.clamp((now - then) / seconds, 0, 1) * 1e3) / 1e3;
  }

  private void remember(EventLoopReport report, long nanos) {
    Map<String, EventLoopReport.State> states = new HashMap<>();
    report.loops().forEach(loop -> states.put(name(loop), loop));
    before = states;
    lastNanos = nanos;
  }

  private static String name(EventLoopReport.State loop) {
    return loop.group() + "-" + loop.loop();
  }
}
