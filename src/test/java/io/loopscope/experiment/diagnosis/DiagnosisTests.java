package io.loopscope.experiment.diagnosis;

import static io.loopscope.experiment.report.ReportedArms.all;
import static io.loopscope.experiment.report.ReportedArms.arm;
import static io.loopscope.experiment.report.ReportedArms.of;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.report.ObservedQueue;
import io.loopscope.experiment.report.ReportedArms;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class DiagnosisTests {
  private static final ReportedArms STARVED =
      arm("starved").bystander(of(3, 812)).server(all(4)).lag(of(0, 700));
  private static final ReportedArms QUEUED =
      arm("queued")
          .queue(new ObservedQueue("executor", "single", 12.1, 20, 1_000.0, 20.0, 550.0, 50.0));
  private static final ReportedArms GROWING =
      arm("growing")
          .queue(new ObservedQueue("executor", "parallel", 40, 80, 1_000.0, 20.0, 550.0, 50.0));
  private static final ReportedArms POOLED =
      arm("pooled").queue(new ObservedQueue("pool", "downstream", 7.5, 20, null, null, null, null));
  private static final ReportedArms BEHIND =
      arm("behind")
          .queue(new ObservedQueue("downstream", "downstream", 24, 25, null, 160.0, 150.0, null));
  private static final ReportedArms DROPPED =
      arm("dropped")
          .work(of(2, 3_010))
          .queue(new ObservedQueue("accept", "8080", 3, 17, 16.0, null, null, null));
  private static final ReportedArms HOT = arm("hot").busy(0.05, 0.97, 0.04, 0.06);
  private static final ReportedArms CROWDED = arm("crowded").blocks(Cause.CONTENTION, 12);
  private static final ReportedArms PAUSED = arm("paused").blocks(Cause.PAUSE, 5);

  @Test
  void saysWhereTheQueueWasAndWhatToChange() throws IOException {
    List<String> sentences =
        diagnose(STARVED, QUEUED, GROWING, POOLED, BEHIND, DROPPED, HOT, CROWDED, PAUSED);

    assertThat(String.join("\n", sentences))
        .isEqualTo(
            new ClassPathResource("io/loopscope/experiment/diagnosis.golden")
                .getContentAsString(UTF_8)
                .strip());
  }

  @Test
  void saysWhenTheFiguresOfAQueueDoNotAgree() {
    assertThat(diagnose(GROWING))
        .singleElement()
        .asString()
        .contains("40 were there on average, which is not what Little's law says");
  }

  @Test
  void saysNothingWhereNothingIsWrong() {
    assertThat(
            diagnose(
                arm("fine")
                    .bystander(of(1, 8))
                    .server(all(1))
                    .lag(of(0, 4))
                    .blocks(Cause.CPU, 2)
                    .busy(0.5, 0.6)
                    .queue(
                        new ObservedQueue("executor", "parallel", 1.2, 3, 1_000.0, 24.0, 1.0, 50.0))
                    .queue(new ObservedQueue("pool", "downstream", 0.1, 2, null, null, null, null))
                    .queue(new ObservedQueue("accept", "8080", 0, 3, 1_024.0, null, null, null))
                    .queue(
                        new ObservedQueue(
                            "downstream", "downstream", 0, 1, null, 160.0, 0.0, null))))
        .isEmpty();
  }

  @Test
  void doesNotBlameTheLoopForWhatTheServerItselfTook() {
    assertThat(diagnose(arm("slow").bystander(of(3, 812)).server(of(3, 800)).lag(of(0, 700))))
        .isEmpty();
  }

  @Test
  void doesNotBlameTheLoopIfItWasNotLate() {
    assertThat(diagnose(arm("far away").bystander(all(80)).server(all(2)))).isEmpty();
  }

  @Test
  void doesNotCallALoopHotWhoseSiblingsAreBusyToo() {
    assertThat(diagnose(arm("busy").busy(0.9, 0.85, 0.9, 0.95))).isEmpty();
  }

  @Test
  void namesTheArmsThatAreLikeTheWorst() {
    ReportedArms other = arm("other").bystander(of(3, 400)).server(all(4)).lag(of(0, 300));

    assertThat(diagnose(other, STARVED))
        .singleElement()
        .asString()
        .startsWith("starved: ")
        .endsWith("(Likewise: other)");
  }

  private static List<String> diagnose(ReportedArms... arms) {
    return new RuleBasedDiagnosis()
        .of(new Findings(Stream.of(arms).map(ReportedArms::report).toList()));
  }
}
