package io.loopscope.experiment.run;

import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.report.RoundReport;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.observation.ServiceReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One round of an arm, as its clients and its service measured it.
 *
 * @param number of the round, from 1
 */
record MeasuredRound(Arm arm, int number, LoadResult load, ServiceReport service) {
  private static final double STOLEN = 0.02;
  private static final double THROTTLED = 0.01;

  /** The least share of answered requests that this service must have served. */
  private static final double SERVED = 0.9;

  LoadResult.Stream work() {
    return load.stream(Arm.WORK);
  }

  LoadResult.Stream bystander() {
    return load.stream(Arm.BYSTANDER);
  }

  /** Reasons to distrust the numbers, each a sentence with its figures; empty if there is none. */
  List<String> invalidBecause() {
    return Stream.concat(
            load.health().invalidBecause().stream(),
            Stream.of(stolen(), throttled(), missed()).flatMap(it -> it))
        .distinct()
        .toList();
  }

  RoundReport report() {
    return new RoundReport(
        number,
        work().achievedPerSecond(),
        work().latency().p50(),
        work().latency().p99(),
        bystander().latency().p50(),
        bystander().latency().p99(),
        service.served(Arm.PING).p99(),
        service.lagOfAll().p99());
  }

  private Stream<String> stolen() {
    double share = service.withheld().stolenShare();
    return share > STOLEN
        ? Stream.of("the host took %s of all CPU time".formatted(percent(share)))
        : Stream.empty();
  }

  private Stream<String> throttled() {
    double share = service.withheld().throttledNanos() / nanos(service.lasted());
    return share > THROTTLED
        ? Stream.of(
            "the service's cgroup was throttled for %s of the time".formatted(percent(share)))
        : Stream.empty();
  }

  /** The generator's requests must have reached this instance, and not another one. */
  private Stream<String> missed() {
    long completed = bystander().completed();
    long served = service.served(Arm.PING).count();
    return served < SERVED * completed
        ? Stream.of(
            "this service saw %d of the %d requests that were answered"
                .formatted(served, completed))
        : Stream.empty();
  }

  private static double nanos(Duration duration) {
    return Math.max(1, duration.toNanos());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
