package io.loopscope.eventloop;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/eventloops}: every watched loop as it is now. */
@Endpoint(id = "eventloops")
final class EventLoopsEndpoint {
  private final Loops loops;
  private final LoopReadings readings;
  private final MonitorSettings settings;

  EventLoopsEndpoint(Loops loops, LoopReadings readings, MonitorSettings settings) {
    this.loops = loops;
    this.readings = readings;
    this.settings = settings;
  }

  @ReadOperation
  Report report() {
    return new Report(
        settings.threshold().toMillis(), loops.all().stream().map(this::state).toList());
  }

  private State state(Loop loop) {
    return new State(
        loop.group(),
        loop.index(),
        loop.thread().map(Thread::getName).orElse(""),
        millis(readings.awakeNanos(loop)),
        millis(readings.blockedNanos(loop)),
        readings.busyNanos(loop) / 1e9,
        readings.cpuNanos(loop) / 1e9,
        loop.pending(),
        loop.connections());
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }

  record Report(long thresholdMs, List<State> loops) {}

  /**
   * One loop now; {@code lagMs} is the age of its present turn, {@code busy} and {@code cpu} are
   * seconds since it started.
   */
  record State(
      String group,
      int loop,
      String thread,
      double lagMs,
      double blockedMs,
      double busy,
      double cpu,
      int pending,
      int connections) {}
}
