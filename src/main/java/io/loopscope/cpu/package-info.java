/** CPU-bound work: pure functions of a number of units, and the endpoints that place them. */
@NullMarked
package io.loopscope.cpu;

import org.jspecify.annotations.NullMarked;
