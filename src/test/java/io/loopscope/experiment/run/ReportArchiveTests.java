package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.ReportSummary;
import io.loopscope.experiment.report.SampleReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportArchiveTests {
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  @TempDir Path directory;

  @Test
  void readsWhatAnEarlierProcessWrote() {
    ExperimentReport report = SampleReport.report(1);
    archive(9).write(report);

    assertThat(archive(9).read(report.id())).contains(report);
    assertThat(archive(9).summaries()).containsExactly(report.summary());
  }

  @Test
  void keepsOnlySoManyTheNewest() throws IOException {
    ReportArchive archive = archive(2);
    Stream.of(1, 2, 3).map(SampleReport::report).forEach(archive::write);

    assertThat(archive.summaries())
        .extracting(ReportSummary::id)
        .containsExactly(SampleReport.report(3).id(), SampleReport.report(2).id());
    assertThat(files()).hasSize(2);
  }

  @Test
  void replacesTheReportOfARunningExperiment() throws IOException {
    ReportArchive archive = archive(9);
    archive.write(SampleReport.report(1).interrupted());
    archive.write(SampleReport.report(1));

    assertThat(archive.summaries()).containsExactly(SampleReport.report(1).summary());
    assertThat(files()).hasSize(1);
  }

  @Test
  void skipsReportsThatWereNotWrittenCompletely() throws IOException {
    archive(9).write(SampleReport.report(1));
    Files.writeString(directory.resolve(SampleReport.report(2).id() + ".tmp"), "{\"id\":");
    Files.writeString(directory.resolve(SampleReport.report(3).id() + ".json"), "{\"id\":");

    assertThat(archive(9).summaries())
        .extracting(ReportSummary::id)
        .containsExactly(SampleReport.report(1).id());
    assertThat(archive(9).read(SampleReport.report(3).id())).isEmpty();
  }

  @Test
  void opensNoOtherFiles() throws IOException {
    Files.writeString(directory.resolve("secret.json"), "{}");

    assertThat(archive(9).read("secret")).isEmpty();
    assertThat(archive(9).read("../" + SampleReport.report(1).id())).isEmpty();
  }

  @Test
  void isEmptyBeforeTheFirstReport() {
    assertThat(new ReportArchive(directory.resolve("none"), 9, JSON).summaries()).isEmpty();
  }

  @Test
  void failsIfTheDiskRefusesTheReport() throws IOException {
    Path file = Files.writeString(directory.resolve("a-file"), "");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> new ReportArchive(file, 9, JSON).write(SampleReport.report(1)));
  }

  private ReportArchive archive(int keep) {
    return new ReportArchive(directory, keep, JSON);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
