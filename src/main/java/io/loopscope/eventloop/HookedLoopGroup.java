package io.loopscope.eventloop;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** A group whose loops keep a clock each. */
final class HookedLoopGroup extends MultiThreadIoEventLoopGroup {
  HookedLoopGroup(int loops, ThreadFactory threads, IoHandlerFactory factory) {
    super(loops, threads, factory);
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... args) {
    return new HookedLoop(this, executor, factory);
  }
}
