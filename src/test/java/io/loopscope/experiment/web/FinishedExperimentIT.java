package io.loopscope.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.SmallestExperiment;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.RunEnvironment;
import io.loopscope.experiment.run.ExperimentRunner;
import io.loopscope.experiment.run.MeasurementRig;
import io.loopscope.experiment.run.ReportArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** An experiment from its start to its verdict. */
@LabTest
@Import(StartedContexts.class)
class FinishedExperimentIT {
  /** A turn that is not to be believed is taken again. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path directory;

  @Autowired private StartedContexts context;
  @Autowired private LoopRegistry loops;
  @Autowired private JsonMapper json;

  @Test
  void measureEveryArmFromBothSidesAndJudge() {
    ExperimentRunner experiments = withBrief();
    String id = experiments.start(new ExperimentRequest("brief", Preset.QUICK, "no idea")).id();

    ExperimentReport report =
        await().atMost(PATIENCE).until(() -> find(experiments, id), this::hasEnded);

    assertThat(report.error()).isNull();
    assertThat(report.state()).isEqualTo(ExperimentStatus.FINISHED);
    assertThat(report.summary().verdict()).contains("on the loop");
    assertThat(report.request().guess()).isEqualTo("no idea");
    assertThat(report.summary().now().progress()).isEqualTo(1);
    assertThat(report.arms()).extracting(ArmReport::name).containsExactly("event-loop", "parallel");
    assertThat(report.arms())
        .allSatisfy(
            arm -> {
              assertThat(arm.clients().work().count()).isPositive();
              assertThat(arm.clients().bystander().count()).isBetween(50L, 150L);
              assertThat(arm.service().server().count()).isPositive();
              assertThat(arm.service().serverWork().count()).isPositive();
              assertThat(arm.service().lag().loops()).hasSize(loops.group("http").size());
              assertThat(arm.service().cpu()).isPositive();
              assertThat(arm.service().memoryMb()).isPositive();
              assertThat(arm.rounds()).hasSize(1);
            });
    ArmReport on = report.arms().getFirst();
    assertThat(on.service().lag().max()).isGreaterThan(100);
    assertThat(on.service().blocks()).isNotEmpty();
    RunEnvironment environment = Objects.requireNonNull(report.measured().environment());
    assertThat(environment.msPerUnit()).containsOnlyKeys("primes");
    assertThat(environment.pools()).containsKeys("parallel", "bounded-elastic");
    assertThat(report.measured().notes().getFirst()).contains("shares its CPUs");

    await()
        .untilAsserted(
            () -> assertThat(new ReportArchive(directory, 9, json).read(id)).contains(report));
    experiments.close();
  }

  private ExperimentRunner withBrief() {
    return new ExperimentRunner(
        List.of(new SmallestExperiment()),
        context.console().getBean(MeasurementRig.class),
        new ReportArchive(directory, 9, json),
        new MachineCapacity(2, loops.group("http").size(), Map.of()),
        true,
        InstantSource.system());
  }

  private static ExperimentReport find(ExperimentRunner experiments, String id) {
    return Objects.requireNonNull(experiments.find(id).block());
  }

  private boolean hasEnded(ExperimentReport report) {
    return report.state() != ExperimentStatus.RUNNING;
  }
}
