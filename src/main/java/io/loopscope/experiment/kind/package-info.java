/**
 * The experiments: each a question, its arms, the expected answer, and the rule of its verdict.
 *
 * <p>A new kind touches four places: its class here, the list in {@code KindsConfiguration}, its
 * Russian question and expectation in {@code console/text/ru-experiments.js}, and its row in {@code
 * docs/experiments.md}. Tests that list all kinds fail until they know it.
 */
@NullMarked
package io.loopscope.experiment.kind;

import org.jspecify.annotations.NullMarked;
