/** The console: page, live stream and probe, on event loops of its own. */
@NullMarked
package io.loopscope.console;

import org.jspecify.annotations.NullMarked;
