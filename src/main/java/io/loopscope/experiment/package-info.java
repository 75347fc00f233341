/**
 * Which claim holds here? An experiment puts load on the service, measures it from both sides and
 * judges a stated expectation. One runs at a time.
 *
 * <p>This package has the words that callers use. Below it: {@code plan} says what an experiment
 * is, {@code kind} has the experiments, {@code run} carries one out, {@code report} holds and
 * renders the result, {@code diagnosis} explains it, {@code web} serves it.
 */
@NullMarked
package io.loopscope.experiment;

import org.jspecify.annotations.NullMarked;
