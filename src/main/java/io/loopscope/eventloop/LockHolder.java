package io.loopscope.eventloop;

import org.jspecify.annotations.Nullable;

/**
 * The thread that held what a loop waited for.
 *
 * @param thread its name
 * @param frame its innermost application method, such as {@code Cache.refresh}; null if none was
 *     seen
 * @param doing what it did meanwhile: {@code sleeps}, {@code waits}, {@code runs}
 */
public record LockHolder(String thread, @Nullable String frame, String doing) {
  String text() {
    return thread + ", which " + doing + (frame == null ? "" : " in " + frame);
  }
}
