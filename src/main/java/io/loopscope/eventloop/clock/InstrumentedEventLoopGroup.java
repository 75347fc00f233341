package io.loopscope.eventloop.clock;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** A group whose loops keep a clock each. */
public final class InstrumentedEventLoopGroup extends MultiThreadIoEventLoopGroup {
  InstrumentedEventLoopGroup(int loops, ThreadFactory threads, IoHandlerFactory factory) {
    super(loops, threads, factory);
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... args) {
    return new InstrumentedEventLoop(this, executor, factory);
  }
}
