/**
 * The programs of the container image besides the service: its health check and its AOT training.
 */
@NullMarked
package io.loopscope.image;

import org.jspecify.annotations.NullMarked;
