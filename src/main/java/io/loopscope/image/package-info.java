/** What the container image runs besides the program: its health check, and its training. */
@NullMarked
package io.loopscope.image;

import org.jspecify.annotations.NullMarked;
