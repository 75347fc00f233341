package io.loopscope.experiment;

import io.loopscope.eventloop.Cause;
import io.loopscope.latency.Latencies;
import io.loopscope.latency.Times;
import io.loopscope.loadgen.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An arm as somebody measured it, for tests; what is not set is idle and fast. */
public final class Reported {
  private static final int SAMPLES = 100;

  private final String name;
  private final Map<String, String> facts = new HashMap<>();
  private final Map<String, Long> errors = new HashMap<>();
  private final Map<Cause, Long> blocks = new HashMap<>();
  private final List<Queue> queues = new ArrayList<>();
  private double offered = 10;
  private double achieved = 10;
  private Latencies work = all(1);
  private @Nullable Latencies corrected;
  private Latencies bystander = all(1);
  private Latencies server = all(1);
  private Latencies lag = all(0);
  private Map<Integer, Double> busy = Map.of(0, 0.1);
  private List<Double> bystanderP99OfRounds = List.of();
  private double cpu = 0.5;
  private int threads = 30;
  private @Nullable Double liveHeapMb;
  private Measured.@Nullable Held held;

  private Reported(String name) {
    this.name = name;
  }

  public static Reported arm(String name) {
    return new Reported(name);
  }

  /** Times of which all are {@code millis}. */
  public static Latencies all(double millis) {
    return of(millis, millis);
  }

  /** A hundred times, ninety of {@code usual} and ten of {@code slowest} milliseconds. */
  public static Latencies of(double usual, double slowest) {
    return Times.ofMicros(
        IntStream.range(0, SAMPLES)
            .mapToObj(i -> i < 0.9 * SAMPLES ? usual : slowest)
            .flatMapToLong(ms -> LongStream.of(Math.round(ms * 1e3)))
            .toArray());
  }

  public Reported fact(String fact, String value) {
    facts.put(fact, value);
    return this;
  }

  public Reported rate(double offeredPerSecond, double achievedPerSecond) {
    offered = offeredPerSecond;
    achieved = achievedPerSecond;
    return this;
  }

  public Reported work(Latencies times) {
    work = times;
    return this;
  }

  public Reported corrected(Latencies times) {
    corrected = times;
    return this;
  }

  public Reported bystander(Latencies times) {
    bystander = times;
    return this;
  }

  public Reported server(Latencies times) {
    server = times;
    return this;
  }

  public Reported lag(Latencies waits) {
    lag = waits;
    return this;
  }

  public Reported busy(double... shares) {
    busy = new TreeMap<>();
    IntStream.range(0, shares.length).forEach(loop -> busy.put(loop, shares[loop]));
    return this;
  }

  public Reported error(String kind, long count) {
    errors.put(kind, count);
    return this;
  }

  public Reported blocks(Cause cause, long count) {
    blocks.put(cause, count);
    return this;
  }

  public Reported queue(Queue queue) {
    queues.add(queue);
    return this;
  }

  public Reported threads(int count) {
    threads = count;
    return this;
  }

  public Reported liveHeapMb(double megabytes) {
    liveHeapMb = megabytes;
    return this;
  }

  public Reported held(long opened, long open, long lost) {
    held = new Measured.Held(opened, open, lost);
    return this;
  }

  /** The bystander's p99 in each round; otherwise two rounds are like all together. */
  public Reported rounds(Double... bystanderP99) {
    bystanderP99OfRounds = List.of(bystanderP99);
    return this;
  }

  public ArmReport report() {
    return new ArmReport(
        name,
        facts,
        offered,
        achieved,
        errors,
        work,
        corrected,
        bystander,
        Map.of(),
        server,
        server,
        Lag.of(lag, byLoop(), busy),
        blocks,
        cpu,
        threads,
        200,
        liveHeapMb,
        held,
        queues,
        roundReports());
  }

  private Map<Integer, Latencies> byLoop() {
    Map<Integer, Latencies> byLoop = new TreeMap<>();
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
