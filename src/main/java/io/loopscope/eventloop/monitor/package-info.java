/** Who looks at the clocks? The monitoring thread, and the blocks it finds. */
@NullMarked
package io.loopscope.eventloop.monitor;

import org.jspecify.annotations.NullMarked;
