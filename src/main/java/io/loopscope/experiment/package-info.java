/** Which claim holds here? Load, measurement, verdict: one experiment at a time. */
@NullMarked
package io.loopscope.experiment;

import org.jspecify.annotations.NullMarked;
