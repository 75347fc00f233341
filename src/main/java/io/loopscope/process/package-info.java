/** Child JVMs of the same program: launch, supervise, stop; and the worker that one of them is. */
@NullMarked
package io.loopscope.process;

import org.jspecify.annotations.NullMarked;
