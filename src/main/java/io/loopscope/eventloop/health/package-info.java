/** Are enough loops free to serve? Readiness and liveness. */
@NullMarked
package io.loopscope.eventloop.health;

import org.jspecify.annotations.NullMarked;
