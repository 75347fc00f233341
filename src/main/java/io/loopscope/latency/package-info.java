/** How long did it take? Every measured time, in histograms that merge without loss. */
@NullMarked
package io.loopscope.latency;

import org.jspecify.annotations.NullMarked;
