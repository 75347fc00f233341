package io.loopscope.observation;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.Cause;
import io.loopscope.host.CpuTimes;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.latency.LatencyRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records requests, lag, blocks and meters of the service in one {@link TimeSpan}. */
public final class ServiceObservation {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration COLLECTION = Duration.ofSeconds(1);

  private final TimeSpan span;
  private final QueueMeters meters;
  private final ProcessReadings process;
  private final LongSupplier nanoTime;
  private final Consumer<ServiceObservation> closed;
  private final Map<String, LatencyRecorder> served;
  private final Map<Integer, LatencyRecorder> lag = new ConcurrentHashMap<>();
  private final Map<Cause, LongAdder> blocks = new ConcurrentHashMap<>();
  private final Disposable.Composite timers = Disposables.composite();
  private Totals begin;
  private @Nullable Totals end;
  private List<GaugeSummary> levels = List.of();
  private int threads;
  private double memoryMb;
  private @Nullable Double liveHeapMb;

  ServiceObservation(
      TimeSpan span,
      Set<String> routes,
      QueueMeters meters,
      ProcessReadings process,
      LongSupplier nanoTime,
      Consumer<ServiceObservation> closed) {
    this.span = span;
    this.meters = meters;
    this.process = process;
    this.nanoTime = nanoTime;
    this.closed = closed;
    this.served =
        routes.stream()
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), route -> new LatencyRecorder()));
    this.begin = totals();
  }

  void start() {
    Duration untilBegin = untilBegin();
    timers.add(Mono.delay(untilBegin).subscribe(now -> begin()));
    timers.add(Flux.interval(untilBegin, LOOK).onBackpressureDrop().subscribe(now -> look()));
    timers.add(Mono.delay(untilBegin.plus(span.length())).subscribe(now -> end()));
  }

  /**
   * Also measures the reachable heap, by a full collection right before the span begins, so that no
   * measured request waits for it.
   */
  public void settle() {
    timers.add(Mono.delay(untilBegin().minus(COLLECTION)).subscribe(now -> collect()));
  }

  /** Ends the observation and returns its report, without requests and arrivals that still wait. */
  public ServiceReport close() {
    closed.accept(this);
    timers.dispose();
    return seen();
  }

  void served(String route, long beganNanos, long nanos) {
    LatencyRecorder times = served.get(route);
    if (times != null && span.hasBegunBy(beganNanos)) {
      times.record(nanos);
    }
  }

  void waited(int loop, long atNanos, long waitedNanos) {
    if (span.contains(atNanos)) {
      lag.computeIfAbsent(loop, it -> new LatencyRecorder()).record(waitedNanos);
    }
  }

  void blocked(Block block) {
    if (span.contains(block.start())) {
      blocks.computeIfAbsent(block.cause(), it -> new LongAdder()).increment();
    }
  }

  private Duration untilBegin() {
    return Duration.ofNanos(Math.max(0, span.fromNanos() - nanoTime.getAsLong()));
  }

  private synchronized void begin() {
    begin = totals();
  }

  private synchronized void look() {
    levels = MeterReading.merge(levels, meters.levels());
    threads = Math.max(threads, process.threads());
    memoryMb = Math.max(memoryMb, process.residentMb());
  }

  private synchronized void collect() {
    liveHeapMb = process.liveHeapMb();
  }

  private synchronized void end() {
    timers.dispose();
    end = totals();
  }

  /** The report so far. */
  synchronized ServiceReport seen() {
    Totals last = end == null ? totals() : end;
    double lasted = Math.max(1, last.atNanos - begin.atNanos);
    return new ServiceReport(
        Duration.ofNanos((long) lasted),
        served.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().latencies())),
        lag(),
        blocks.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().sum())),
        (last.cpuNanos - begin.cpuNanos) / lasted,
        last.machine.since(begin.machine),
        threads,
        memoryMb,
        liveHeapMb,
        levels,
        last.since(begin));
  }

  private SortedMap<Integer, LatencyHistogram> lag() {
    SortedMap<Integer, LatencyHistogram> byLoop = new TreeMap<>();
    lag.forEach((loop, waits) -> byLoop.put(loop, waits.latencies()));
    return byLoop;
  }

  private Totals totals() {
    return new Totals(nanoTime.getAsLong(), process.cpuNanos(), CpuTimes.now(), meters.flows());
  }

  /** Sums since the process started, at one moment. */
  private record Totals(long atNanos, long cpuNanos, CpuTimes machine, List<Throughput> flows) {
    /** What went through between that moment and this. */
    List<Throughput> since(Totals earlier) {
      List<Throughput> both = new ArrayList<>(flows);
      earlier.flows.forEach(
          it -> both.add(new Throughput(it.meter(), it.tags(), -it.count(), -it.totalMs())));
      return MeterReading.merge(both, Collections.emptyList());
    }
  }
}
