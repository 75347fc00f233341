package io.loopscope.experiment.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.RunningExperiment;
import io.loopscope.experiment.VerdictOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a report that a list of experiments shows.
 *
 * @param valid false if there is a reason to distrust the numbers
 * @param verdict the finding; null before the end
 * @param outcome the relation of the finding to the expectation; null before the end, or if the
 *     numbers are not valid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportSummary(
    String id,
    @JsonUnwrapped ExperimentRequest request,
    Instant startedAt,
    @JsonUnwrapped @JsonIgnoreProperties("last") ExperimentProgress now,
    boolean valid,
    @Nullable String verdict,
    @Nullable VerdictOutcome outcome) {

  /** The summary of an experiment that was running when its process ended. */
  public ReportSummary interrupted() {
    return new ReportSummary(id, request, startedAt, now.interrupted(), valid, verdict, outcome);
  }

  public RunningExperiment running() {
    return new RunningExperiment(id, request.kind(), now.progress(), now.secondsLeft(), now.step());
  }
}
