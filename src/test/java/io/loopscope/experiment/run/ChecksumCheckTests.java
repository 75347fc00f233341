package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.experiment.CalibrationFailed;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChecksumCheckTests {
  private static final String ON_SINGLE = "/api/cpu/primes?units=200&on=single";
  private static final String ON_PARALLEL = "/api/cpu/primes?units=200&on=parallel";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private FakeCpuService service;

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void passesIfAllArmsComputeTheSame() {
    computing(path -> "abc");

    assertThatCode(() -> check(ON_SINGLE, ON_PARALLEL)).doesNotThrowAnyException();
    assertThat(requests).containsExactly(ON_SINGLE, ON_PARALLEL);
  }

  @Test
  void failsIfArmsComputeDifferently() {
    computing(path -> path.equals(ON_SINGLE) ? "abc" : "xyz");

    assertThatExceptionOfType(CalibrationFailed.class)
        .isThrownBy(() -> check(ON_SINGLE, ON_PARALLEL))
        .withMessageContaining(
            "200 units of primes computes abc in one placement and xyz in another");
  }

  @Test
  void requestsNothingButCpuWork() {
    computing(path -> "abc");

    check("/api/ping");

    assertThat(requests).isEmpty();
  }

  private void computing(UnaryOperator<String> checksum) {
    service =
        new FakeCpuService(
            200,
            path -> {
              requests.add(path);
              return FakeCpuService.answer(200, 100, checksum.apply(path));
            });
  }

  private void check(String... paths) {
    List<Arm> arms = Stream.of(paths).map(ChecksumCheckTests::arm).toList();
    new ChecksumCheck(service.client())
        .of(new ExperimentPlan(arms, 1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)))
        .block();
  }

  private static Arm arm(String path) {
    return Arm.of(path, Facts.NONE, new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Open(1)));
  }
}
