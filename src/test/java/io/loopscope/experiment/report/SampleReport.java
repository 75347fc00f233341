package io.loopscope.experiment.report;

import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.VerdictOutcome;
import io.loopscope.experiment.run.ExperimentIds;
import io.loopscope.host.HostMachine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A report for tests. */
public final class SampleReport {
  private static final Fact<String> ON = Fact.text("on");

  private SampleReport() {}

  /** A finished experiment that began in the given minute. */
  public static ExperimentReport report(int minute) {
    return finished(minute, "starvation", "it waits 812 ms", List.of(), arms());
  }

  /** A finished experiment whose numbers are not valid for the given reason. */
  static ExperimentReport invalid(String reason) {
    return finished(1, "starvation", "it waits 812 ms", List.of(reason), arms());
  }

  /** A finished experiment with these arms. */
  public static ExperimentReport finished(
      int minute, String kind, String verdict, List<String> invalidBecause, List<ArmReport> arms) {
    Instant startedAt = startedAt(minute);
    boolean valid = invalidBecause.isEmpty();
    return new ExperimentReport(
        new ReportSummary(
            ExperimentIds.of(startedAt, kind),
            new ExperimentRequest(kind, Preset.QUICK, "nothing much"),
            startedAt,
            new ExperimentProgress(ExperimentStatus.FINISHED, 1, 0, null),
            valid,
            (valid ? "" : "INVALID: ") + verdict,
            valid ? VerdictOutcome.CONFIRMED : null),
        startedAt.plusSeconds(41),
        "What happens?",
        "The bystander waits.",
        new Measurements(
            arms,
            environment(),
            invalidBecause,
            List.of("parallel, round 1: 3.0 % of sends were late by more than 10 ms"),
            List.of("load from a child process")),
        List.of("event-loop: clients waited. Take it off the loop."),
        null);
  }

  /** An experiment that has only begun. */
  public static ExperimentReport running(int minute) {
    return new ExperimentReport(
        new ReportSummary(
            ExperimentIds.of(startedAt(minute), "starvation"),
            new ExperimentRequest("starvation", Preset.QUICK, null),
            startedAt(minute),
            new ExperimentProgress(ExperimentStatus.RUNNING, 0, 20, "event-loop, round 1"),
            true,
            null,
            null),
        null,
        "What happens?",
        "The bystander waits.",
        new Measurements(List.of(), null, List.of(), List.of(), List.of()),
        List.of(),
        null);
  }

  private static List<ArmReport> arms() {
    return List.of(
        ReportedArms.arm("event-loop")
            .fact(ON, "event-loop")
            .rate(2.5, 2.25)
            .work(ReportedArms.of(400, 1_200))
            .bystander(ReportedArms.of(3, 812))
            .server(ReportedArms.all(4))
            .lag(ReportedArms.of(0, 700))
            .blocks(Cause.CPU, 20)
            .error("timeout", 2)
            .report(),
        ReportedArms.arm("parallel")
            .fact(ON, "parallel")
            .bystander(ReportedArms.of(2, 9))
            .report());
  }

  private static RunEnvironment environment() {
    return new RunEnvironment(
        new HostMachine("Some CPU", 2, null, 4_096, "Linux 6 amd64"),
        "A JVM 25, somebody",
        List.of("G1 Young Generation"),
        List.of("-Xmx1g"),
        1_024,
        "epoll",
        Map.of("http", 4L, "console", 2L),
        Map.of("parallel", "2 threads, at most 1000 waiting or running"),
        Map.of("loopscope", "1.0"),
        "a child process",
        Map.of("primes", 0.99));
  }

  private static Instant startedAt(int minute) {
    return Instant.parse("2026-01-31T12:%02d:00Z".formatted(minute));
  }
}
