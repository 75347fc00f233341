package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.diagnosis.BlockEvidence;
import io.loopscope.eventloop.diagnosis.StackSamples;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the judge saw of one turn of a loop while it lasted. Everything in it was read between two
 * looks at the loop's clock that showed the same turn.
 */
final class TurnObservation {
  private static final long CLOSEST_SAMPLES_NANOS = 3_000_000;
  private static final double SAMPLES_SPREAD = 1.4;

  private final long number;
  private final long since;
  private final StackSamples samples = new StackSamples();
  private long firstNanos;
  private long lastNanos;
  private double firstCpuNanos = Double.NaN;
  private double lastCpuNanos = Double.NaN;
  private long firstTasks;
  private long lastTasks;
  private long floodNanos;
  private long nextSampleAge;
  private long nextReportAge;
  private @Nullable String route;

  TurnObservation(long number, long since) {
    this.number = number;
    this.since = since;
  }

  boolean is(long turn) {
    return number == turn;
  }

  long since() {
    return since;
  }

  /** Looks at the loop again; keeps nothing if the turn ended meanwhile. */
  void look(MonitoredLoop loop, LoopReadings readings, long now) {
    double cpuNanos = readings.cpuNanos(loop);
    long tasks = loop.tasksRun();
    Supplier<String> serving = loop.serving();
    if (!lasts(loop)) {
      return;
    }
    if (firstNanos == 0) {
      firstNanos = now;
      firstCpuNanos = cpuNanos;
      firstTasks = tasks;
    } else if (tasks > lastTasks) {
      floodNanos += now - lastNanos;
    }
    lastNanos = now;
    lastCpuNanos = cpuNanos;
    lastTasks = tasks;
    if (serving != null) {
      route = serving.get();
    }
    if (now - since >= nextSampleAge) {
      sample(loop, now - since);
    }
  }

  /** Whether the turn is due to be reported, at ages that double from the threshold on. */
  boolean isDue(long age, long thresholdNanos) {
    if (age < Math.max(thresholdNanos, nextReportAge)) {
      return false;
    }
    nextReportAge = 2 * Math.max(thresholdNanos, nextReportAge);
    while (nextReportAge <= age) {
      nextReportAge *= 2;
    }
    return true;
  }

  BlockEvidence evidence(long nanos, long pausedNanos) {
    return new BlockEvidence(
        nanos,
        lastNanos - firstNanos,
        lastCpuNanos - firstCpuNanos,
        pausedNanos,
        floodNanos,
        lastTasks - firstTasks,
        samples.size(),
        samples.shareWaiting());
  }

  StackSamples samples() {
    return samples;
  }

  @Nullable String route() {
    return route;
  }

  long tasks() {
    return lastTasks - firstTasks;
  }

  private void sample(MonitoredLoop loop, long age) {
    Thread thread = loop.thread().orElse(null);
    if (thread == null) {
      return;
    }
    Thread.State state = thread.getState();
    StackTraceElement[] frames = thread.getStackTrace();
    if (lasts(loop)) {
      samples.add(state, frames);
    }
    nextSampleAge = Math.max((long) (age * SAMPLES_SPREAD), age + CLOSEST_SAMPLES_NANOS);
  }

  private boolean lasts(MonitoredLoop loop) {
    return loop.clock().turn() == number;
  }
}
