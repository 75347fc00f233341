/** How is an experiment carried out? Turns of arms, their rounds, what is kept of them. */
@NullMarked
package io.loopscope.experiment.run;

import org.jspecify.annotations.NullMarked;
