package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a thread that waits.
 *
 * @param holder who holds the lock, or initialises the class, that it waits for; null if not known
 * @param isDeadlock whether the holder waits for this thread in turn
 * @param isClassInit whether it waits for a class that another thread initialises
 */
public record WaitInsight(@Nullable LockHolder holder, boolean isDeadlock, boolean isClassInit) {
  public static final WaitInsight NONE = new WaitInsight(null, false, false);
}
