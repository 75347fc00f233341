/**
 * How late is each event loop, and why? Knows nothing of the workloads; usable in any WebFlux
 * service.
 */
@NullMarked
package io.loopscope.eventloop;

import org.jspecify.annotations.NullMarked;
