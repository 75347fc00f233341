package io.loopscope.experiment.run;

import io.loopscope.experiment.Preset;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to run.
 *
 * @param guess what they think will come of it, to be kept beside the verdict
 */
public record ExperimentRequest(String kind, Preset preset, @Nullable String guess) {}
