package io.loopscope.experiment.report;

import io.loopscope.TestTimes;
import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.LoadResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the report of an arm for tests; figures that are not set are those of an idle, fast
 * service.
 */
public final class ReportedArms {
  private static final int SAMPLES = 100;

  private final String name;
  private Facts facts = Facts.NONE;
  private final Map<String, Long> errors = new HashMap<>();
  private final Map<Cause, Long> blocks = new HashMap<>();
  private final List<ObservedQueue> queues = new ArrayList<>();
  private double offered = 10;
  private double achieved = 10;
  private LatencyHistogram work = all(1);
  private @Nullable LatencyHistogram corrected;
  private LatencyHistogram bystander = all(1);
  private LatencyHistogram server = all(1);
  private LatencyHistogram lag = all(0);
  private Map<Integer, Double> busy = Map.of(0, 0.1);
  private List<Double> bystanderP99OfRounds = List.of();
  private double cpu = 0.5;
  private int threads = 30;
  private @Nullable Double liveHeapMb;
  private LoadResult.@Nullable Held held;

  private ReportedArms(String name) {
    this.name = name;
  }

  public static ReportedArms arm(String name) {
    return new ReportedArms(name);
  }

  /** Times of which all are {@code millis}. */
  public static LatencyHistogram all(double millis) {
    return of(millis, millis);
  }

  /** A hundred times, ninety of {@code usual} and ten of {@code slowest} milliseconds. */
  public static LatencyHistogram of(double usual, double slowest) {
    return TestTimes.ofMicros(
        IntStream.range(0, SAMPLES)
            .mapToObj(i -> i < 0.9 * SAMPLES ? usual : slowest)
            .flatMapToLong(ms -> LongStream.of(Math.round(ms * 1e3)))
            .toArray());
  }

  public <T> ReportedArms fact(Fact<T> fact, T value) {
    facts = facts.and(fact, value);
    return this;
  }

  public ReportedArms facts(Facts all) {
    facts = all;
    return this;
  }

  public ReportedArms rate(double offeredPerSecond, double achievedPerSecond) {
    offered = offeredPerSecond;
    achieved = achievedPerSecond;
    return this;
  }

  public ReportedArms work(LatencyHistogram times) {
    work = times;
    return this;
  }

  public ReportedArms corrected(LatencyHistogram times) {
    corrected = times;
    return this;
  }

  public ReportedArms bystander(LatencyHistogram times) {
    bystander = times;
    return this;
  }

  public ReportedArms server(LatencyHistogram times) {
    server = times;
    return this;
  }

  public ReportedArms lag(LatencyHistogram waits) {
    lag = waits;
    return this;
  }

  public ReportedArms busy(double... shares) {
    busy = new TreeMap<>();
    IntStream.range(0, shares.length).forEach(loop -> busy.put(loop, shares[loop]));
    return this;
  }

  public ReportedArms error(String kind, long count) {
    errors.put(kind, count);
    return this;
  }

  public ReportedArms blocks(Cause cause, long count) {
    blocks.put(cause, count);
    return this;
  }

  public ReportedArms queue(ObservedQueue queue) {
    queues.add(queue);
    return this;
  }

  public ReportedArms threads(int count) {
    threads = count;
    return this;
  }

  public ReportedArms liveHeapMb(double megabytes) {
    liveHeapMb = megabytes;
    return this;
  }

  public ReportedArms held(long opened, long open, long lost) {
    held = new LoadResult.Held(opened, open, lost);
    return this;
  }

  /** The bystander's p99 in each round; otherwise two rounds are like all together. */
  public ReportedArms rounds(Double... bystanderP99) {
    bystanderP99OfRounds = List.of(bystanderP99);
    return this;
  }

  public ArmReport report() {
    return new ArmReport(
        name,
        facts,
        new ClientFigures(offered, achieved, errors, work, corrected, bystander, Map.of(), held),
        new ServiceFigures(
            server,
            server,
            LagSummary.of(lag, byLoop(), busy),
            blocks,
            cpu,
            threads,
            200,
            liveHeapMb,
            queues),
        roundReports());
  }

  private Map<Integer, LatencyHistogram> byLoop() {
    Map<Integer, LatencyHistogram> byLoop = new TreeMap<>();
    busy.keySet().forEach(loop -> byLoop.put(loop, lag));
    return byLoop;
  }

  private List<RoundReport> roundReports() {
    List<Double> p99s =
        bystanderP99OfRounds.isEmpty()
            ? List.of(bystander.p99(), bystander.p99())
            : bystanderP99OfRounds;
    return IntStream.range(0, p99s.size())
        .mapToObj(
            i ->
                new RoundReport(
                    i + 1,
                    achieved,
                    work.p50(),
                    work.p99(),
                    bystander.p50(),
                    p99s.get(i),
                    server.p99(),
                    lag.p99()))
        .toList();
  }
}
