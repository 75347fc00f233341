package io.loopscope.eventloop.export;

import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.CulpritStatistics;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.loopscope.eventloop.monitor.UnwatchedLoops;
import org.jspecify.annotations.Nullable;

/** Makes the report from what the monitor knows now. */
public final class EventLoopReports implements EventLoopReport.Source {
  private final MonitoredLoops loops;
  private final LoopReadings readings;
  private final MonitorControl settings;
  private final BlockRecorder verdicts;
  private final CulpritStatistics culprits;
  private final UnwatchedLoops unwatched;

  public EventLoopReports(
      MonitoredLoops loops,
      LoopReadings readings,
      MonitorControl settings,
      BlockRecorder verdicts,
      CulpritStatistics culprits,
      UnwatchedLoops unwatched) {
    this.loops = loops;
    this.readings = readings;
    this.settings = settings;
    this.verdicts = verdicts;
    this.culprits = culprits;
    this.unwatched = unwatched;
  }

  @Override
  public EventLoopReport report() {
    return new EventLoopReport(
        settings.isEnabled(),
        settings.thresholdNanos() / 1_000_000,
        loops.monitored().stream().map(this::state).toList(),
        verdicts.newestFirst(),
        culprits.all(),
        unwatched.threads());
  }

  private EventLoopReport.State state(MonitoredLoop loop) {
    return new EventLoopReport.State(
        loop.group(),
        loop.index(),
        loop.thread().map(Thread::getName).orElse(""),
        loop.transport(),
        millis(readings.awakeNanos(loop)),
        millis(loop.recentLag().quantile(0.99)),
        millis(readings.blockedNanos(loop)),
        seconds(readings.busyNanos(loop)),
        seconds(readings.cpuNanos(loop)),
        loop.pending(),
        loop.connections());
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }

  private static @Nullable Double seconds(double nanos) {
    return Double.isNaN(nanos) ? null : nanos / 1e9;
  }
}
