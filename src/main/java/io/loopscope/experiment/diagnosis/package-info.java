/**
 * What do the numbers of an experiment mean? Small rules, each of which may have a sentence to say.
 */
@NullMarked
package io.loopscope.experiment.diagnosis;

import org.jspecify.annotations.NullMarked;
