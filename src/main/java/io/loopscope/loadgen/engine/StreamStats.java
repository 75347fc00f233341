package io.loopscope.loadgen.engine;

import io.loopscope.latency.LatencyHistogram;
import io.loopscope.latency.LatencyRecorder;
import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.WarmUpStability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the requests of one stream. Requests planned outside of the measured time count
 * for the warm-up or not at all. Any thread may call it.
 */
final class StreamStats {
  static final String TIMEOUT = "timeout";

  private final RunWindow window;
  private final long lateNanos;
  private final LongAdder planned = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder blocked = new LongAdder();
  private final LongAdder completedInWindow = new LongAdder();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final LatencyRecorder latency = new LatencyRecorder();
  private final LatencyRecorder service = new LatencyRecorder();
  private final List<LatencyRecorder> warmUp =
      Stream.generate(LatencyRecorder::new).limit(WarmUpStability.WINDOWS).toList();

  StreamStats(RunWindow window, Duration late) {
    this.window = window;
    this.lateNanos = late.toNanos();
  }

  void planned(long plannedNanos) {
    count(planned, plannedNanos);
  }

  void dropped(long plannedNanos) {
    count(dropped, plannedNanos);
  }

  /**
   * Counts a sent request.
   *
   * @param behindNanos delay of the generator behind the plan
   * @param blockedNanos wait of the request for a connection
   */
  void sent(long plannedNanos, long behindNanos, long blockedNanos) {
    count(sent, plannedNanos);
    if (behindNanos > lateNanos) {
      count(late, plannedNanos);
    }
    if (blockedNanos > lateNanos) {
      count(blocked, plannedNanos);
    }
  }

  void completed(long plannedNanos, long sentNanos, long now) {
    count(completed, plannedNanos);
    count(completedInWindow, now);
    int warming = window.warmUpWindow(now, warmUp.size());
    if (warming >= 0) {
      warmUp.get(warming).record(now - plannedNanos);
    }
    if (window.measures(plannedNanos)) {
      latency.record(now - plannedNanos);
      service.record(now - sentNanos);
    }
  }

  /** Counts a request without an answer, with the time until its timeout. */
  void timedOut(long plannedNanos, long sentNanos, long now) {
    failed(plannedNanos, TIMEOUT);
    if (window.measures(plannedNanos)) {
      latency.record(now - plannedNanos);
      service.record(now - sentNanos);
    }
  }

  void failed(long plannedNanos, String kind) {
    if (window.measures(plannedNanos)) {
      failed.computeIfAbsent(kind, it -> new LongAdder()).increment();
    }
  }

  long sent() {
    return sent.sum();
  }

  long completed() {
    return completed.sum();
  }

  long failed() {
    return failed.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /**
   * The sends, by which the health of the generator is judged.
   *
   * @param mustNotWait whether a wait for a connection is an error of the generator
   * @param mustSettle whether latency must settle in the warm-up
   */
  GeneratorHealth.Sends sends(
      String stream, boolean mustNotWait, long lostPins, boolean mustSettle) {
    return new GeneratorHealth.Sends(
        stream,
        planned.sum(),
        sent.sum(),
        late.sum(),
        mustNotWait ? blocked.sum() : 0,
        dropped.sum(),
        lostPins,
        mustSettle && Boolean.FALSE.equals(warmUp().stable()));
  }

  /** The result, once every request has ended. */
  LoadResult.Stream measured(LoadPlan.Stream stream, LoadResult.@Nullable Held held) {
    double seconds = window.measured().toNanos() / 1e9;
    LatencyHistogram fromSend = service.latencies();
    return new LoadResult.Stream(
        stream.name(),
        planned.sum(),
        sent.sum(),
        completed.sum(),
        dropped.sum(),
        late.sum(),
        blocked.sum(),
        failed.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().sum())),
        planned.sum() / seconds,
        completedInWindow.sum() / seconds,
        latency.latencies(),
        fromSend,
        stream.model() instanceof LoadModel.Closed closed && closed.expectedInterval() != null
            ? fromSend.corrected(closed.expectedInterval())
            : null,
        warmUp(),
        held);
  }

  private WarmUpStability warmUp() {
    return window.start() == window.measureFrom()
        ? WarmUpStability.NONE
        : WarmUpStability.of(warmUp.stream().map(LatencyRecorder::latencies).toList());
  }

  private void count(LongAdder count, long nanos) {
    if (window.measures(nanos)) {
      count.increment();
    }
  }
}
