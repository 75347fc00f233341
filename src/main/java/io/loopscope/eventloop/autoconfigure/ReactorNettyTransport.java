package io.loopscope.eventloop.autoconfigure;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import java.util.Locale;
import org.springframework.util.ClassUtils;
import reactor.netty.resources.LoopResources;

/**
 * The transport that reactor-netty would take by itself: io_uring or epoll where the platform and
 * the class path have it and {@code reactor.netty.native} does not forbid it, else NIO.
 */
enum ReactorNettyTransport {
  IO_URING("io.netty.channel.uring.IoUring") {
    @Override
    boolean isSupported() {
      return OnIoUring.isAvailable();
    }

    @Override
    IoHandlerFactory handlers() {
      return OnIoUring.handlers();
    }
  },
  EPOLL("io.netty.channel.epoll.Epoll") {
    @Override
    boolean isSupported() {
      return OnEpoll.isAvailable();
    }

    @Override
    IoHandlerFactory handlers() {
      return OnEpoll.handlers();
    }
  },
  NIO("io.netty.channel.nio.NioIoHandler") {
    @Override
    boolean isSupported() {
      return true;
    }

    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }
  };

  private final String type;

  ReactorNettyTransport(String type) {
    this.type = type;
  }

  /** Whether the platform has it; asked only if its classes are there. */
  abstract boolean isSupported();

  abstract IoHandlerFactory handlers();

  static ReactorNettyTransport current() {
    if (!LoopResources.DEFAULT_NATIVE) {
      return NIO;
    }
    if (IO_URING.isAvailable()) {
      return IO_URING;
    }
    return EPOLL.isAvailable() ? EPOLL : NIO;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isAvailable() {
    return ClassUtils.isPresent(type, ReactorNettyTransport.class.getClassLoader())
        && isSupported();
  }

  /** Loaded only if Netty's classes for epoll are there. */
  private static final class OnEpoll {
    static boolean isAvailable() {
      return Epoll.isAvailable();
    }

    static IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }
  }

  /** Loaded only if Netty's classes for io_uring are there. */
  private static final class OnIoUring {
    static boolean isAvailable() {
      return IoUring.isAvailable();
    }

    static IoHandlerFactory handlers() {
      return IoUringIoHandler.newFactory();
    }
  }
}
