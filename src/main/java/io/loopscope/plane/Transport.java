package io.loopscope.plane;

import io.loopscope.eventloop.LoopRegistry;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import java.util.Locale;
import reactor.netty.resources.LoopResources;

/** How a loop polls its sockets. */
public enum Transport {
  /** epoll where the platform has it, else NIO. */
  AUTO,
  NIO,
  EPOLL,
  IO_URING;

  /** The name in threads, answers and the log: {@code nio}, {@code epoll}, {@code io_uring}. */
  public String label() {
    return resolve().name().toLowerCase(Locale.ROOT);
  }

  public boolean isAvailable() {
    return switch (this) {
      case AUTO, NIO -> true;
      case EPOLL -> Epoll.isAvailable();
      case IO_URING -> IoUring.isAvailable();
    };
  }

  /** Creates a group of watched loops with this transport. */
  public LoopResources resources(LoopRegistry registry, String group, int count) {
    return registry.resources(group, count, label(), newFactory());
  }

  /** The transport that is really used: never {@link #AUTO}. */
  private Transport resolve() {
    if (this != AUTO) {
      return this;
    }
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  private IoHandlerFactory newFactory() {
    if (!isAvailable()) {
      throw new IllegalStateException("this platform has no " + label() + " transport");
    }
    return switch (resolve()) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
      case NIO, AUTO -> NioIoHandler.newFactory();
    };
  }
}
