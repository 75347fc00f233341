package io.loopscope.eventloop;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;

/** Which loop the calling thread is; the monitor binds each loop's thread before its first task. */
public final class CurrentLoop {
  private static final FastThreadLocal<WatchedLoop> CURRENT = new FastThreadLocal<>();

  private CurrentLoop() {}

  static Optional<WatchedLoop> get() {
    return Optional.ofNullable(CURRENT.getIfExists());
  }

  /** Makes the calling thread the thread of this loop. */
  public static void bind(WatchedLoop loop) {
    CURRENT.set(loop);
  }
}
