package io.loopscope.experiment.run;

import io.loopscope.experiment.CalibrationFailed;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.loadgen.LoadPlan;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Requests every piece of CPU work of a plan once before it is measured: all arms must compute the
 * same result. Afterwards a worker process that an arm needs is running.
 */
public final class ChecksumCheck {
  private final CpuSampler service;

  public ChecksumCheck(WebClient service) {
    this.service = new CpuSampler(service);
  }

  /** Completes if all arms compute the same; {@link CalibrationFailed} if not. */
  Mono<Void> of(ExperimentPlan plan) {
    Map<String, String> checksums = new HashMap<>();
    return Flux.fromStream(() -> plan.arms().stream().flatMap(arm -> arm.streams().stream()))
        .map(LoadPlan.Stream::path)
        .filter(path -> path.startsWith(CpuSampler.PATH))
        .distinct()
        .concatMap(service::run)
        .doOnNext(sample -> compare(sample, checksums))
        .then();
  }

  private static void compare(CpuSampler.Sample sample, Map<String, String> checksums) {
    String known = checksums.putIfAbsent(sample.work(), sample.checksum());
    if (known != null && !known.equals(sample.checksum())) {
      throw new CalibrationFailed(
          "%s computes %s in one placement and %s in another"
              .formatted(sample.work(), known, sample.checksum()));
    }
  }
}
