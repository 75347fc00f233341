package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.experiment.report.TextReport;
import io.loopscope.http.PlainTextAnswer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: what it asks, how far it is, what it found.
 *
 * @param guess what whoever started it wrote down before
 * @param progress 0 to 1
 * @param step what it does just now; null once it has ended
 * @param valid false if there is a reason not to believe the numbers
 * @param invalidBecause those reasons, each a sentence with its numbers
 * @param verdict what was found; null before the end
 * @param outcome whether that is what was expected; null before the end, or if it is not valid
 * @param diagnosis what the numbers say besides: which queue, which loop, what to change
 * @param repeated turns that were taken again because their numbers were not to be believed, and
 *     why: never because of what they measured
 * @param notes what a reader has to know to judge it
 * @param arms as far as they have been measured
 * @param environment null until it is known
 * @param error why it failed; null unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentReport(
    String id,
    String kind,
    Preset preset,
    ExperimentStatus state,
    Instant startedAt,
    @Nullable Instant endedAt,
    double progress,
    double secondsLeft,
    @Nullable String step,
    String question,
    String expectation,
    @Nullable String guess,
    boolean valid,
    List<String> invalidBecause,
    @Nullable String verdict,
    @Nullable VerdictOutcome outcome,
    List<String> diagnosis,
    List<String> repeated,
    List<String> notes,
    List<ArmReport> arms,
    @Nullable RunEnvironment environment,
    @Nullable String error)
    implements PlainTextAnswer {

  public ExperimentReport {
    invalidBecause = List.copyOf(invalidBecause);
    diagnosis = List.copyOf(diagnosis);
    repeated = List.copyOf(repeated);
    notes = List.copyOf(notes);
    arms = List.copyOf(arms);
  }

  /** The same, of an experiment that was running when its process ended. */
  public ExperimentReport interrupted() {
    return new ExperimentReport(
        id,
        kind,
        preset,
        ExperimentStatus.FAILED,
        startedAt,
        endedAt,
        progress,
        0,
        null,
        question,
        expectation,
        guess,
        valid,
        invalidBecause,
        verdict,
        outcome,
        diagnosis,
        repeated,
        notes,
        arms,
        environment,
        "its process ended while it ran");
  }

  /** What a reader has to know, the repeated turns in a line. */
  public List<String> remarks() {
    return repeated.isEmpty()
        ? notes
        : Stream.concat(
                notes.stream(),
                Stream.of(
                    "turns taken again because the measuring was disturbed: %d, such as %s"
                        .formatted(repeated.size(), repeated.getFirst())))
            .toList();
  }

  @Override
  public String plainText() {
    return TextReport.of(this);
  }
}
