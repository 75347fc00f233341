package io.loopscope.experiment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.http.PlainTextAnswer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: its question, its progress and its findings. In JSON the members of {@code
 * summary} and {@code measured} stand beside the others.
 *
 * @param diagnosis further explanations of the numbers: which queue, which loop, what to change
 * @param error why the experiment failed; null unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentReport(
    @JsonUnwrapped ReportSummary summary,
    @Nullable Instant endedAt,
    String question,
    String expectation,
    @JsonUnwrapped Measurements measured,
    List<String> diagnosis,
    @Nullable String error)
    implements PlainTextAnswer {

  public ExperimentReport {
    diagnosis = List.copyOf(diagnosis);
  }

  public String id() {
    return summary.id();
  }

  public ExperimentRequest request() {
    return summary.request();
  }

  public ExperimentStatus state() {
    return summary.now().state();
  }

  public List<ArmReport> arms() {
    return measured.arms();
  }

  /** The report of an experiment that was running when its process ended. */
  public ExperimentReport interrupted() {
    return new ExperimentReport(
        summary.interrupted(),
        endedAt,
        question,
        expectation,
        measured,
        diagnosis,
        "its process ended while it ran");
  }

  /** The notes, and one line about the repeated turns. */
  public List<String> remarks() {
    Stream<String> repeated =
        measured.repeated().stream()
            .limit(1)
            .map(
                first ->
                    "rounds repeated because the measurement was disturbed: %d, such as %s"
                        .formatted(measured.repeated().size(), first));
    return Stream.concat(measured.notes().stream(), repeated).toList();
  }

  @Override
  public String plainText() {
    return TextReport.of(this);
  }
}
