/** What do the numbers of an experiment mean? Rules, each of which checks for one problem. */
@NullMarked
package io.loopscope.experiment.diagnosis;

import org.jspecify.annotations.NullMarked;
