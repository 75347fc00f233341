package io.loopscope.experiment;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to run.
 *
 * @param guess what they think will come of it, to be kept beside the verdict
 */
record Order(String kind, Preset preset, @Nullable String guess) {}
