package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.SmallestExperiment;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.SampleReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ExperimentRunnerTests {
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  @TempDir Path directory;

  @Test
  void knowsTheReportsOfAnEarlierProcess() {
    archive().write(SampleReport.report(1));

    try (ExperimentRunner experiments = experiments()) {
      assertThat(experiments.find(SampleReport.report(1).id()).block())
          .isEqualTo(SampleReport.report(1));
      assertThat(experiments.all().block()).containsExactly(SampleReport.report(1).summary());
    }
  }

  @Test
  void reportsAnExperimentAsFailedWhoseProcessWasKilled() {
    ExperimentReport running = SampleReport.running(1);
    archive().write(running);

    try (ExperimentRunner experiments = experiments()) {
      ExperimentReport lost = Objects.requireNonNull(experiments.find(running.id()).block());
      assertThat(lost.state()).isEqualTo(ExperimentStatus.FAILED);
      assertThat(lost.error()).isEqualTo("its process ended while it ran");
      assertThat(experiments.all().block())
          .extracting(summary -> summary.now().state())
          .containsExactly(ExperimentStatus.FAILED);
    }
  }

  private ReportArchive archive() {
    return new ReportArchive(directory, 9, JSON);
  }

  /** Nothing is started, so nothing is measured. */
  private ExperimentRunner experiments() {
    return new ExperimentRunner(
        List.of(new SmallestExperiment()),
        null,
        archive(),
        new MachineCapacity(2, 4, Map.of()),
        true,
        InstantSource.system());
  }
}
