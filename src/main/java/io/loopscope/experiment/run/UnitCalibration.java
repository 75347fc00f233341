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
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures the cost of one unit of CPU work while the service is idle: the same computation off the
 * loop, repeated until three runs in a row agree, which the first ones before compilation do not.
 */
public final class UnitCalibration {
  /** The cost by design of a unit, which estimates assume before the first measurement. */
  private static final double ASSUMED_MS = 1;

  private static final int FIRST_UNITS = 20;
  private static final double SAMPLE_MS = 50;
  private static final int WARM_UP_SAMPLES = 5;
  private static final int MOST_SAMPLES = 60;
  private static final int AGREEING = 3;
  private static final double TOLERANCE = 0.2;
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
        .skip(WARM_UP_SAMPLES)
        .buffer(AGREEING, 1)
        .filter(UnitCalibration::agree)
        .next()
        .map(UnitCalibration::median)
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

  private static boolean agree(List<Double> costs) {
    double least = costs.stream().mapToDouble(it -> it).min().orElse(0);
    double most = costs.stream().mapToDouble(it -> it).max().orElse(0);
    return costs.size() == AGREEING && most <= (1 + TOLERANCE) * least;
  }

  private static double median(List<Double> costs) {
    return costs.stream().sorted().skip(AGREEING / 2).findFirst().orElseThrow();
  }

  private static CalibrationFailed unstable(String workload) {
    return new CalibrationFailed(
        "the cost of a unit of %s did not become stable; is the machine busy?".formatted(workload));
  }
}
