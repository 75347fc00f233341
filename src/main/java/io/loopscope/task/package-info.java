/** Start now, ask later, cancel. */
@NullMarked
package io.loopscope.task;

import org.jspecify.annotations.NullMarked;
