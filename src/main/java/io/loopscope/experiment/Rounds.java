package io.loopscope.experiment;

import io.loopscope.latency.Latencies;
import io.loopscope.loadgen.Measured;
import io.loopscope.witness.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Puts the rounds of one arm together. */
final class Rounds {
  private static final String BUSY = "eventloop.busy";
  private static final String GROUP = "http";
  private static final double MILLIS = 1e3;

  private Rounds() {}

  static ArmReport report(Arm arm, List<Round> rounds) {
    Seen seen = rounds.stream().map(Round::seen).reduce(Seen::plus).orElseThrow();
    List<Measured.Stream> work = rounds.stream().map(Round::work).toList();
    List<Measured.Stream> bystander = rounds.stream().map(Round::bystander).toList();
    return new ArmReport(
        arm.name(),
        arm.facts(),
        mean(work, Measured.Stream::offeredPerSecond),
        mean(work, Measured.Stream::achievedPerSecond),
        failed(work),
        all(work, Measured.Stream::latency),
        work.getFirst().corrected() == null
            ? null
            : all(work, it -> Objects.requireNonNull(it.corrected())),
        all(bystander, Measured.Stream::latency),
        failed(bystander),
        seen.served(Arm.PING),
        seen.served(route(arm)),
        Lag.of(seen.lagOfAll(), seen.lag(), busy(seen)),
        seen.blocks(),
        seen.cpu(),
        seen.threads(),
        seen.memoryMb(),
        seen.liveHeapMb(),
        work.getLast().held(),
        Queues.of(seen),
        rounds.stream().map(Round::report).toList());
  }

  /** The route of the work's requests. */
  static String route(Arm arm) {
    return arm.work().path().replaceFirst("\\?.*", "");
  }

  private static Latencies all(
      List<Measured.Stream> streams, Function<Measured.Stream, Latencies> times) {
    return streams.stream().map(times).reduce(Latencies.NONE, Latencies::plus);
  }

  private static double mean(
      List<Measured.Stream> streams, ToDoubleFunction<Measured.Stream> rate) {
    return streams.stream().mapToDouble(rate).average().orElse(0);
  }

  private static Map<String, Long> failed(List<Measured.Stream> streams) {
    Map<String, Long> failed = new TreeMap<>();
    streams.forEach(
        stream -> {
          stream.failed().forEach((kind, count) -> failed.merge(kind, count, Long::sum));
          if (stream.dropped() > 0) {
            failed.merge("dropped", stream.dropped(), Long::sum);
          }
        });
    return failed;
  }

  private static Map<Integer, Double> busy(Seen seen) {
    double seconds = seen.lasted().toMillis() / MILLIS;
    Map<Integer, Double> busy = new HashMap<>();
    seen.lag()
        .keySet()
        .forEach(
            loop ->
                seen.flow(BUSY, Map.of("group", GROUP, "loop", String.valueOf(loop)))
                    .ifPresent(flow -> busy.put(loop, flow.count() / seconds)));
    return busy;
  }
}
