package io.loopscope.experiment.report;

import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.ExperimentReport;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.ReportedArms;
import io.loopscope.experiment.RunEnvironment;
import io.loopscope.experiment.VerdictOutcome;
import io.loopscope.experiment.run.ExperimentIds;
import io.loopscope.host.HostMachine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A report for tests. */
public final class SampleReport {
  private SampleReport() {}

  /** One that began in the given minute. */
  public static ExperimentReport report(int minute) {
    Instant startedAt = Instant.parse("2026-01-31T12:%02d:00Z".formatted(minute));
    return new ExperimentReport(
        ExperimentIds.of(startedAt, "starvation"),
        "starvation",
        Preset.QUICK,
        ExperimentStatus.FINISHED,
        startedAt,
        startedAt.plusSeconds(41),
        1,
        0,
        null,
        "What happens?",
        "The bystander waits.",
        "nothing much",
        true,
        List.of(),
        "it waits 812 ms",
        VerdictOutcome.CONFIRMED,
        List.of("event-loop: clients waited. Take it off the loop."),
        List.of("parallel, round 1: 3.0 % of sends were late by more than 10 ms"),
        List.of("load from a child process"),
        List.of(
            ReportedArms.arm("event-loop")
                .fact("on", "event-loop")
                .rate(2.5, 2.25)
                .work(ReportedArms.of(400, 1_200))
                .bystander(ReportedArms.of(3, 812))
                .server(ReportedArms.all(4))
                .lag(ReportedArms.of(0, 700))
                .blocks(Cause.CPU, 20)
                .error("timeout", 2)
                .report(),
            ReportedArms.arm("parallel")
                .fact("on", "parallel")
                .bystander(ReportedArms.of(2, 9))
                .report()),
        new RunEnvironment(
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
            Map.of("primes", 0.99)),
        null);
  }

  /** One that is not to be believed. */
  static ExperimentReport doubtful(String reason) {
    ExperimentReport sound = report(1);
    return new ExperimentReport(
        sound.id(),
        sound.kind(),
        sound.preset(),
        sound.state(),
        sound.startedAt(),
        sound.endedAt(),
        1,
        0,
        null,
        sound.question(),
        sound.expectation(),
        null,
        false,
        List.of(reason),
        "INVALID: " + sound.verdict(),
        null,
        List.of(),
        List.of(),
        List.of(),
        sound.arms(),
        sound.environment(),
        null);
  }

  /** One that has only begun. */
  public static ExperimentReport running(int minute) {
    ExperimentReport ended = report(minute);
    return new ExperimentReport(
        ended.id(),
        ended.kind(),
        ended.preset(),
        ExperimentStatus.RUNNING,
        ended.startedAt(),
        null,
        0,
        20,
        "event-loop, round 1",
        ended.question(),
        ended.expectation(),
        null,
        true,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
