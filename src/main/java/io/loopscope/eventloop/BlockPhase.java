package io.loopscope.eventloop;

import org.jspecify.annotations.Nullable;

/**
 * A part of a block in which one thing took the time.
 *
 * @param cause what took the time: {@code cpu}, {@code wait}, {@code contention} or {@code pause}
 * @param method the method that computed or waited; null if it is not known
 * @param ms how long, all together
 */
public record BlockPhase(Cause cause, @Nullable String method, double ms) {}
