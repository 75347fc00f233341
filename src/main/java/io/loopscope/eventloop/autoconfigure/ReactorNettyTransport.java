package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.LoopRegistry;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.Locale;
import org.springframework.util.ClassUtils;
import reactor.netty.resources.LoopResources;

/**
 * The transport that reactor-netty would take by itself: epoll where the platform and the class
 * path have it and {@code reactor.netty.native} does not forbid it, else NIO.
 */
enum ReactorNettyTransport {
  EPOLL {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }
  },
  NIO {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }
  };

  private static final String EPOLL_CLASS = "io.netty.channel.epoll.Epoll";

  abstract IoHandlerFactory handlers();

  static ReactorNettyTransport current() {
    return LoopResources.DEFAULT_NATIVE
            && ClassUtils.isPresent(EPOLL_CLASS, ReactorNettyTransport.class.getClassLoader())
            && Epoll.isAvailable()
        ? EPOLL
        : NIO;
  }

  /** Makes the group that serves requests, of as many loops as reactor-netty would make. */
  LoopResources resources(LoopRegistry registry, String group) {
    return registry.resources(
        group, LoopResources.DEFAULT_IO_WORKER_COUNT, name().toLowerCase(Locale.ROOT), handlers());
  }
}
