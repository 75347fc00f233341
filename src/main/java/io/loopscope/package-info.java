/** Shows, measures and proves what I/O-bound and CPU-bound work do to an event loop. */
@NullMarked
package io.loopscope;

import org.jspecify.annotations.NullMarked;
