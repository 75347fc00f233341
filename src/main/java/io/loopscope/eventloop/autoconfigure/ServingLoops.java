package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.monitor.UnwatchedLoops;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Learns from requests which loops serve them, however their server was made: loops that are not
 * watched yet are from then on, in group {@code http}, or are named as unwatched.
 */
final class ServingLoops {
  private static final boolean ON_REACTOR_NETTY =
      ClassUtils.isPresent(
          "reactor.netty.http.server.HttpServerRequest", ServingLoops.class.getClassLoader());

  private final LoopRegistry loops;
  private final UnwatchedLoops unwatched;
  private final boolean watchOthers;
  private final Set<EventLoopGroup> known = ConcurrentHashMap.newKeySet();

  ServingLoops(LoopRegistry loops, UnwatchedLoops unwatched, boolean watchOthers) {
    this.loops = loops;
    this.unwatched = unwatched;
    this.watchOthers = watchOthers;
  }

  /** A request is being served on a thread that is not known to be a watched loop's. */
  void serve(ServerHttpRequest request) {
    if (ON_REACTOR_NETTY
        && ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest http) {
      http.withConnection(connection -> serve(connection.channel().eventLoop()));
    }
  }

  private void serve(EventLoop loop) {
    if (!loop.inEventLoop()) {
      return;
    }
    if (!watchOthers) {
      unwatched.serving(
          Thread.currentThread().getName(), "eventloop.watch.other-loops is switched off");
    } else if (loop.parent() != null && known.add(loop.parent())) {
      loops.watch("http", loop.parent());
    }
  }
}
