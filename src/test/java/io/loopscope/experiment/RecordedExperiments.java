package io.loopscope.experiment;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.ReportedArms;
import io.loopscope.experiment.report.SampleReport;
import io.loopscope.experiment.run.ExperimentIds;
import io.loopscope.experiment.run.ReportArchive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Stored reports of ended experiments, for tests that read them. */
public final class RecordedExperiments {
  public static final String MATRIX = id(3, "matrix");
  public static final String STARVATION = id(2, "starvation");
  public static final String NOT_TO_BE_BELIEVED = id(1, "starvation");
  public static final List<String> REASONS =
      List.of("work: 2.3 % of sends were late by more than 10 ms", "12.0 % of CPU was withheld");

  private static final List<String> PLACES =
      List.of("event-loop", "cooperative", "single", "parallel", "bounded-elastic", "process");

  private RecordedExperiments() {}

  /** Stores them in the directory of the reports. */
  public static void into(Path directory) {
    ReportArchive archive = new ReportArchive(directory, 50, new JsonMapper());
    archive.write(report(3, "matrix", List.of(), matrix()));
    archive.write(report(2, "starvation", List.of(), starvation(1)));
    archive.write(report(1, "starvation", REASONS, starvation(3)));
  }

  private static List<ArmReport> matrix() {
    return Stream.concat(
            Stream.of(arm("non-blocking I/O", "event-loop", 2.345)),
            Stream.of("Java CPU", "native CPU")
                .flatMap(
                    work ->
                        IntStream.range(0, PLACES.size())
                            .mapToObj(i -> arm(work, PLACES.get(i), 1_234.5 / (1 + i * i)))))
        .toList();
  }

  private static ArmReport arm(String work, String on, double bystanderMs) {
    return ReportedArms.arm(work + " on " + on)
        .fact(Fact.text("work"), work)
        .fact(Fact.text("on"), on)
        .work(ReportedArms.of(50, 100))
        .bystander(ReportedArms.of(1, bystanderMs))
        .report();
  }

  private static List<ArmReport> starvation(double factor) {
    return List.of(arm("CPU", "event-loop", 812 * factor), arm("CPU", "parallel", 9.25 * factor));
  }

  private static ExperimentReport report(
      int minute, String kind, List<String> invalidBecause, List<ArmReport> arms) {
    return SampleReport.finished(minute, kind, "the bystander waits 812 ms", invalidBecause, arms);
  }

  private static String id(int minute, String kind) {
    return ExperimentIds.of(startedAt(minute), kind);
  }

  private static Instant startedAt(int minute) {
    return Instant.parse("2026-01-31T12:%02d:00Z".formatted(minute));
  }
}
