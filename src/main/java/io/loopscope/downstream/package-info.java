/** A dependency that is slow on purpose. */
@NullMarked
package io.loopscope.downstream;

import org.jspecify.annotations.NullMarked;
