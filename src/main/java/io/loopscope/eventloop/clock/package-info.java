/** When does each loop wake and sleep? Exact clocks of loops built here, probes for others. */
@NullMarked
package io.loopscope.eventloop.clock;

import org.jspecify.annotations.NullMarked;
