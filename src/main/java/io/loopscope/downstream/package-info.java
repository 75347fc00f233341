/** A dependency that is slow on purpose: a server of its own, embedded or on its own machine. */
@NullMarked
package io.loopscope.downstream;

import org.jspecify.annotations.NullMarked;
