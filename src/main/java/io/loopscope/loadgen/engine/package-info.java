/** How is load sent and timed? Arrival schedules, connections, requests and their statistics. */
@NullMarked
package io.loopscope.loadgen.engine;

import org.jspecify.annotations.NullMarked;
