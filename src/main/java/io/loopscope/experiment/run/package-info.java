/** How does an experiment run? Calibration, turns of arms, measured rounds, the stored report. */
@NullMarked
package io.loopscope.experiment.run;

import org.jspecify.annotations.NullMarked;
