package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A request to run an experiment.
 *
 * @param guess the result that the caller expects, shown beside the verdict
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentRequest(String kind, Preset preset, @Nullable String guess) {}
