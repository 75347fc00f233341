/**
 * How late is each event loop, and why? This package is what users of the monitor see; those below
 * it are internal. Knows nothing of the workloads; usable in any WebFlux service.
 */
@NullMarked
package io.loopscope.eventloop;

import org.jspecify.annotations.NullMarked;
