package io.loopscope.experiment.run;

import io.loopscope.experiment.CalibrationFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures the cost of one unit of CPU work while the service is idle: the lowest cost that several
 * of many short runs off the loop confirm. Neither runs before compilation nor runs that lost their
 * CPU to another process change it.
 */
public final class UnitCalibration {
  /** The cost by design of a unit, which estimates assume before the first measurement. */
  private static final double ASSUMED_MS = 1;

  private static final int FIRST_UNITS = 20;

  /** A few milliseconds are less than a time slice, so most runs keep their CPU to the end. */
  private static final double SAMPLE_MS = 4;

  private static final int LEAST_SAMPLES = 120;
  private static final int MOST_SAMPLES = 500;
  private static final int AGREEING = 3;
  private static final double TOLERANCE = 0.1;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final CpuSampler service;
  private final Map<String, Double> known = new ConcurrentHashMap<>();

  public UnitCalibration(WebClient service) {
    this.service = new CpuSampler(service);
  }

  /** The cost of a unit in milliseconds as last measured, by workload. */
  Map<String, Double> known(Set<String> workloads) {
    return workloads.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), workload -> known.getOrDefault(workload, ASSUMED_MS)));
  }

  /**
   * Measures the cost of a unit in milliseconds, by workload.
   *
   * @return {@link CalibrationFailed} if the service refuses the work, or if its cost does not
   *     become stable
   */
  Mono<Map<String, Double>> measure(Set<String> workloads) {
    return Flux.fromStream(() -> workloads.stream().sorted())
        .concatMap(workload -> measure(workload).doOnNext(cost -> known.put(workload, cost)).then())
        .then(Mono.fromSupplier(() -> known(workloads)));
  }

  private Mono<Double> measure(String workload) {
    return sample(workload, FIRST_UNITS)
        .flatMapMany(first -> samples(workload, (int) Math.ceil(SAMPLE_MS / first)))
        .scan(Lowest.NONE, Lowest::and)
        .filter(lowest -> lowest.samples >= LEAST_SAMPLES && lowest.agree())
        .next()
        .map(lowest -> lowest.costs.getFirst())
        .timeout(LIMIT)
        .onErrorMap(TimeoutException.class, slow -> unstable(workload))
        .switchIfEmpty(Mono.error(() -> unstable(workload)));
  }

  private Flux<Double> samples(String workload, int units) {
    return Flux.range(0, MOST_SAMPLES).concatMap(number -> sample(workload, units));
  }

  private Mono<Double> sample(String workload, int units) {
    return service
        .run("/api/cpu/%s?units=%d&on=parallel".formatted(workload, units))
        .map(CpuSampler.Sample::msPerUnit);
  }

  private static CalibrationFailed unstable(String workload) {
    return new CalibrationFailed(
        "the cost of a unit of %s did not become stable; is the machine busy?".formatted(workload));
  }

  /** The lowest costs of the samples so far, in ascending order. */
  private record Lowest(int samples, List<Double> costs) {
    private static final Lowest NONE = new Lowest(0, List.of());

    Lowest and(double cost) {
      return new Lowest(
          samples + 1,
          Stream.concat(costs.stream(), Stream.of(cost)).sorted().limit(AGREEING).toList());
    }

    boolean agree() {
      return costs.getLast() <= (1 + TOLERANCE) * costs.getFirst();
    }
  }
}
