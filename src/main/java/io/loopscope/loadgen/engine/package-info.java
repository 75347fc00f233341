/** How is load sent and timed? Schedules, connections, requests, statistics. */
@NullMarked
package io.loopscope.loadgen.engine;

import org.jspecify.annotations.NullMarked;
