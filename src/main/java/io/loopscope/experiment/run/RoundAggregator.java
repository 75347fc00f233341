package io.loopscope.experiment.run;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.LagSummary;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.observation.ServiceReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Puts the rounds of one arm together. */
final class RoundAggregator {
  private static final String BUSY = "eventloop.busy";
  private static final String GROUP = "http";
  private static final double MILLIS = 1e3;

  private RoundAggregator() {}

  static ArmReport report(Arm arm, List<MeasuredRound> rounds) {
    ServiceReport seen =
        rounds.stream().map(MeasuredRound::seen).reduce(ServiceReport::plus).orElseThrow();
    List<LoadResult.Stream> work = rounds.stream().map(MeasuredRound::work).toList();
    List<LoadResult.Stream> bystander = rounds.stream().map(MeasuredRound::bystander).toList();
    return new ArmReport(
        arm.name(),
        arm.facts(),
        mean(work, LoadResult.Stream::offeredPerSecond),
        mean(work, LoadResult.Stream::achievedPerSecond),
        failed(work),
        all(work, LoadResult.Stream::latency),
        work.getFirst().corrected() == null
            ? null
            : all(work, it -> Objects.requireNonNull(it.corrected())),
        all(bystander, LoadResult.Stream::latency),
        failed(bystander),
        seen.served(Arm.PING),
        seen.served(route(arm)),
        LagSummary.of(seen.lagOfAll(), seen.lag(), busy(seen)),
        seen.blocks(),
        seen.cpu(),
        seen.threads(),
        seen.memoryMb(),
        seen.liveHeapMb(),
        work.getLast().held(),
        QueueFinder.of(seen),
        rounds.stream().map(MeasuredRound::report).toList());
  }

  /** The route of the work's requests. */
  static String route(Arm arm) {
    return arm.work().path().replaceFirst("\\?.*", "");
  }

  private static LatencyHistogram all(
      List<LoadResult.Stream> streams, Function<LoadResult.Stream, LatencyHistogram> times) {
    return streams.stream().map(times).reduce(LatencyHistogram.NONE, LatencyHistogram::plus);
  }

  private static double mean(
      List<LoadResult.Stream> streams, ToDoubleFunction<LoadResult.Stream> rate) {
    return streams.stream().mapToDouble(rate).average().orElse(0);
  }

  private static Map<String, Long> failed(List<LoadResult.Stream> streams) {
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

  private static Map<Integer, Double> busy(ServiceReport seen) {
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
