package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.account.HostLosses;
import io.loopscope.eventloop.account.ThreadReading;
import io.loopscope.eventloop.account.ThreadState;
import io.loopscope.eventloop.account.TimeSlice;
import io.loopscope.eventloop.account.TurnAccount;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.diagnosis.StackSamples;
import io.loopscope.eventloop.diagnosis.TurnEvidence;
import io.loopscope.eventloop.diagnosis.WaitInsight;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the monitor saw of one turn of a loop: its account, its stacks, its tasks. All of it was
 * read between two looks at the loop's clock that showed the same turn, except for what ends the
 * account.
 */
final class TurnObservation {
  private static final double SAMPLES_SPREAD = 1.15;
  private static final long CLOSEST_SAMPLES_NANOS = 3_000_000;
  private static final long FIRST_SAMPLE_NANOS = 5_000_000;
  private static final int MOST_INSPECTIONS = 3;

  private final long number;
  private final long since;
  private final TurnAccount account;
  private final StackSamples samples;
  private final MonitorTools tools;
  private @Nullable HostLosses hostBefore;
  private final long cyclesAtStart;
  private long firstNanos;
  private long lastNanos;
  private long firstTasks;
  private long lastTasks;
  private long floodNanos;
  private long nextSampleAge = FIRST_SAMPLE_NANOS;
  private long nextReportAge;
  private int inspections;
  private WaitInsight insight = WaitInsight.NONE;
  private @Nullable StackRequest request;
  private TimeSlice requestedFor = new TimeSlice();
  private @Nullable String route;

  /**
   * @param number of the turn; 0 of one that was not seen while it lasted
   * @param since when it began
   * @param before the last reading of its thread before that
   */
  TurnObservation(long number, long since, @Nullable ThreadReading before, MonitorTools tools) {
    this.number = number;
    this.since = since;
    this.tools = tools;
    this.account = new TurnAccount(since, before);
    this.samples = new StackSamples(tools.code());
    this.cyclesAtStart = tools.concurrentCycles().getAsLong();
  }

  boolean is(long turn) {
    return number == turn;
  }

  long since() {
    return since;
  }

  /** Looks at the loop again; keeps nothing if the turn ended meanwhile. */
  void look(MonitoredLoop loop, ThreadReading reading, long now, long thresholdNanos) {
    long tasks = loop.tasksRun();
    Supplier<String> serving = loop.serving();
    if (loop.clock().turn() != number) {
      return;
    }
    account.add(reading);
    if (firstNanos == 0) {
      firstNanos = now;
      firstTasks = tasks;
    } else if (tasks > lastTasks) {
      floodNanos += now - lastNanos;
    }
    lastNanos = now;
    lastTasks = tasks;
    if (serving != null) {
      route = serving.get();
    }
    takeSample();
    if (request == null && now - since >= nextSampleAge) {
      if (hostBefore == null) {
        hostBefore = HostLosses.totals(tools.host());
      }
      requestSample(loop, reading, now - since, thresholdNanos);
    }
  }

  /** Adds the end, from the first reading after it. */
  void end(long endNanos, @Nullable ThreadReading after) {
    account.end(endNanos, after);
    takeSample();
  }

  /** Whether a stack of it is still being taken. */
  boolean isSampling() {
    takeSample();
    return request != null;
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

  TurnEvidence evidence(long end, StopDetector stops, long thresholdNanos) {
    samples.charge(account.takeSlice());
    return new TurnEvidence(
        end - since,
        thresholdNanos,
        account,
        samples,
        tasks(),
        floodNanos,
        lastNanos - firstNanos,
        stops.within(since, end),
        stops.reason(since, end),
        hostBefore == null ? HostLosses.NONE : HostLosses.totals(tools.host()).since(hostBefore),
        insight,
        tools.concurrentCycles().getAsLong() > cyclesAtStart);
  }

  @Nullable String route() {
    return route;
  }

  long tasks() {
    return lastTasks - firstTasks;
  }

  private void requestSample(
      MonitoredLoop loop, ThreadReading reading, long age, long thresholdNanos) {
    Thread thread = loop.thread().orElse(null);
    if (thread == null) {
      return;
    }
    boolean inspect = age >= thresholdNanos && isToBeInspected(reading);
    StackRequest next = new StackRequest(loop, thread, number, inspect ? tools.inspector() : null);
    if (tools.sampler().take(next)) {
      request = next;
      requestedFor = account.takeSlice();
      inspections += inspect ? 1 : 0;
      nextSampleAge = Math.max((long) (age * SAMPLES_SPREAD), age + CLOSEST_SAMPLES_NANOS);
    }
  }

  private boolean isToBeInspected(ThreadReading reading) {
    return reading.state() == ThreadState.SLEEPING
        && insight == WaitInsight.NONE
        && inspections < MOST_INSPECTIONS;
  }

  private void takeSample() {
    StackRequest.Result result = request == null ? null : request.result();
    if (result == null) {
      return;
    }
    samples.add(result.state(), result.frames(), requestedFor);
    if (result.insight() != WaitInsight.NONE) {
      insight = result.insight();
    }
    request = null;
  }
}
