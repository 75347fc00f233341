/** The loops of this process, as endpoints. */
@NullMarked
package io.loopscope.loop;

import org.jspecify.annotations.NullMarked;
