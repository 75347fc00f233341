package io.loopscope.experiment.run;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.RoundReport;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.observation.ServiceReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One turn of an arm, as its clients and its service saw it.
 *
 * @param number of the round, from 1
 */
record MeasuredRound(Arm arm, int number, LoadResult measured, ServiceReport seen) {
  private static final double STOLEN = 0.02;
  private static final double THROTTLED = 0.01;

  /** Requests that may be under way when the window opens or closes. */
  private static final double SEEN = 0.9;

  LoadResult.Stream work() {
    return measured.stream(Arm.WORK);
  }

  LoadResult.Stream bystander() {
    return measured.stream(Arm.BYSTANDER);
  }

  /** Why it is not to be believed, each a sentence with its numbers; empty if it is. */
  List<String> invalidBecause() {
    return Stream.concat(
            measured.health().invalidBecause().stream(),
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
        seen.served(Arm.PING).p99(),
        seen.lagOfAll().p99());
  }

  private Stream<String> stolen() {
    double share = seen.withheld().stolenShare();
    return share > STOLEN
        ? Stream.of("the host took %s of all CPU time".formatted(percent(share)))
        : Stream.empty();
  }

  private Stream<String> throttled() {
    double share = seen.withheld().throttledNanos() / nanos(seen.lasted());
    return share > THROTTLED
        ? Stream.of(
            "the service's cgroup was throttled for %s of the time".formatted(percent(share)))
        : Stream.empty();
  }

  /** The generator's requests must have come here, and not to another instance. */
  private Stream<String> missed() {
    long completed = bystander().completed();
    long served = seen.served(Arm.PING).count();
    return served < SEEN * completed
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
