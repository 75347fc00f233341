package io.loopscope.console;

import io.loopscope.eventloop.LoopReport;
import io.loopscope.experiment.Ongoing;
import io.loopscope.witness.ServedListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Looks at the service again and again; what was busy since the last look comes from the loops' own
 * counters, so nothing is lost between two looks.
 */
final class Looks implements AutoCloseable {
  private static final String PING = "/api/ping";
  private static final int MOST_PINGS = 1_000;

  private final Supplier<LoopReport> reports;
  private final Supplier<Optional<Ongoing>> experiment;
  private final @Nullable RecentWaits probes;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final RecentWaits served = new RecentWaits(MOST_PINGS);
  private final Disposable listening;
  private Map<String, LoopReport.State> before = Map.of();
  private long lookedNanos;

  Looks(
      Supplier<LoopReport> reports,
      Supplier<Optional<Ongoing>> experiment,
      Function<ServedListener, Disposable> requests,
      @Nullable RecentWaits probes,
      LongSupplier nanoTime,
      InstantSource clock) {
    this.reports = reports;
    this.experiment = experiment;
    this.probes = probes;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.listening = requests.apply(this::served);
  }

  Live look() {
    long nanos = nanoTime.getAsLong();
    Instant now = clock.instant();
    LoopReport report = reports.get();
    double seconds = (nanos - lookedNanos) / 1e9;
    Live live =
        new Live(
            now.toEpochMilli(),
            report.enabled(),
            report.thresholdMs(),
            report.loops().stream().map(loop -> lane(loop, seconds)).toList(),
            Live.current(report.blocks().stream(), now),
            new Live.Clocks(
                RecentWaits.WINDOW.toMillis(),
                probes == null ? null : probes.read(nanos),
                served.read(nanos)),
            experiment.get().orElse(null));
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

  private Live.Lane lane(LoopReport.State now, double seconds) {
    LoopReport.State then = before.get(name(now));
    return then == null
        ? new Live.Lane(now, null, null)
        : new Live.Lane(
            now, share(now.busy(), then.busy(), seconds), share(now.cpu(), then.cpu(), seconds));
  }

  private static @Nullable Double share(
      @Nullable Double now, @Nullable Double then, double seconds) {
    return now == null || then == null
        ? null
        : Math.round(Math.clamp((now - then) / seconds, 0, 1) * 1e3) / 1e3;
  }

  private void remember(LoopReport report, long nanos) {
    Map<String, LoopReport.State> states = new HashMap<>();
    report.loops().forEach(loop -> states.put(name(loop), loop));
    before = states;
    lookedNanos = nanos;
  }

  private static String name(LoopReport.State loop) {
    return loop.group() + "-" + loop.loop();
  }
}
