package io.loopscope.eventloop.clock;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import reactor.core.scheduler.NonBlocking;

/**
 * Makes the threads of one group. They are marked {@link NonBlocking}, as reactor-netty marks its
 * own: Reactor refuses to block on them, and operators take them for event loops.
 */
final class LoopThreadFactory implements ThreadFactory {
  private final String name;

  /**
   * @param name of every thread until its loop gives it a name of its own
   */
  LoopThreadFactory(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new LoopThread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
    LoopThread(Runnable task, String name) {
      super(task, name);
    }
  }
}
