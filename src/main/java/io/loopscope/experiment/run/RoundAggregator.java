package io.loopscope.experiment.run;

import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.ClientFigures;
import io.loopscope.experiment.report.LagSummary;
import io.loopscope.experiment.report.ServiceFigures;
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

/** Combines the rounds of one arm. */
final class RoundAggregator {
  private static final String BUSY = "eventloop.busy";
  private static final String GROUP = "http";
  private static final double MILLIS = 1e3;

  private RoundAggregator() {}

  static ArmReport report(Arm arm, List<MeasuredRound> rounds) {
    ServiceReport service =
        rounds.stream().map(MeasuredRound::service).reduce(ServiceReport::plus).orElseThrow();
    return new ArmReport(
        arm.name(),
        arm.facts(),
        clients(
            rounds.stream().map(MeasuredRound::work).toList(),
            rounds.stream().map(MeasuredRound::bystander).toList()),
        service(service, arm),
        rounds.stream().map(MeasuredRound::report).toList());
  }

  private static ClientFigures clients(
      List<LoadResult.Stream> work, List<LoadResult.Stream> bystander) {
    return new ClientFigures(
        mean(work, LoadResult.Stream::offeredPerSecond),
        mean(work, LoadResult.Stream::achievedPerSecond),
        failed(work),
        merge(work, LoadResult.Stream::latency),
        work.getFirst().corrected() == null
            ? null
            : merge(work, it -> Objects.requireNonNull(it.corrected())),
        merge(bystander, LoadResult.Stream::latency),
        failed(bystander),
        work.getLast().held());
  }

  private static ServiceFigures service(ServiceReport service, Arm arm) {
    return new ServiceFigures(
        service.served(Arm.PING),
        service.served(arm.route()),
        LagSummary.of(service.lagOfAll(), service.lag(), busy(service)),
        service.blocks(),
        service.cpu(),
        service.threads(),
        service.memoryMb(),
        service.liveHeapMb(),
        QueueFinder.of(service));
  }

  private static LatencyHistogram merge(
      List<LoadResult.Stream> streams, Function<LoadResult.Stream, LatencyHistogram> times) {
    return streams.stream().map(times).reduce(LatencyHistogram.NONE, LatencyHistogram::plus);
  }

  private static double mean(
      List<LoadResult.Stream> streams, ToDoubleFunction<LoadResult.Stream> rate) {
    return streams.stream().mapToDouble(rate).average().orElse(0);
  }

  private static Map<String, Long> failed(List<LoadResult.Stream> streams) {
    Map<String, Long> failed = new TreeMap<>();
    for (LoadResult.Stream stream : streams) {
      stream.failed().forEach((kind, count) -> failed.merge(kind, count, Long::sum));
      if (stream.dropped() > 0) {
        failed.merge("dropped", stream.dropped(), Long::sum);
      }
    }
    return failed;
  }

  private static Map<Integer, Double> busy(ServiceReport service) {
    double seconds = service.lasted().toMillis() / MILLIS;
    Map<Integer, Double> busy = new HashMap<>();
    for (Integer loop : service.lag().keySet()) {
      service
          .flow(BUSY, Map.of("group", GROUP, "loop", String.valueOf(loop)))
          .ifPresent(time -> busy.put(loop, time.count() / seconds));
    }
    return busy;
  }
}
