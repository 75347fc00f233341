package io.loopscope.eventloop.clock;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Loops that the whole JVM shares, as reactor-netty shares its global ones: made when they are
 * first asked for, and in the same numbers.
 *
 * <p>A loop has one monitor at a time. Where several application contexts have one each, the oldest
 * watches these loops; when it leaves, the next one takes over.
 */
public final class SharedLoopResources implements LoopResources {
  private final String group;
  private final String transport;
  private final Supplier<IoHandlerFactory> handlers;
  private final Deque<MonitoredLoops> monitors = new ArrayDeque<>();
  private @Nullable InstrumentedEventLoopGroup serving;
  private @Nullable InstrumentedEventLoopGroup accepting;
  private @Nullable InstrumentedLoopResources resources;
  private boolean disposed;

  /**
   * @param group name of the group and prefix of its threads
   * @param transport label of the transport, such as {@code epoll}
   * @param handlers makes what makes the transport's I/O handlers
   */
  public SharedLoopResources(String group, String transport, Supplier<IoHandlerFactory> handlers) {
    this.group = group;
    this.transport = transport;
    this.handlers = handlers;
  }

  /** The monitor watches these loops, now or when those that came before it have left. */
  public synchronized void join(MonitoredLoops monitor) {
    monitors.addLast(monitor);
    if (monitors.size() == 1) {
      watch(monitor);
    }
  }

  /** The monitor watches these loops no longer. */
  public synchronized void leave(MonitoredLoops monitor) {
    boolean watching = monitors.peekFirst() == monitor;
    monitors.remove(monitor);
    if (watching && serving != null && accepting != null) {
      monitor.release(serving);
      monitor.release(accepting);
      MonitoredLoops next = monitors.peekFirst();
      if (next != null) {
        watch(next);
      }
    }
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return resources().onServer(useNative);
  }

  @Override
  public EventLoopGroup onServerSelect(boolean useNative) {
    return resources().onServerSelect(useNative);
  }

  @Override
  public EventLoopGroup onClient(boolean useNative) {
    return resources().onClient(useNative);
  }

  @Override
  public boolean daemon() {
    return true;
  }

  @Override
  public synchronized boolean isDisposed() {
    return disposed;
  }

  @Override
  public synchronized Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    disposed = true;
    return resources == null ? Mono.empty() : resources.disposeLater(quietPeriod, timeout);
  }

  private synchronized InstrumentedLoopResources resources() {
    if (resources == null) {
      InstrumentedEventLoopGroup loops = loops(group, DEFAULT_IO_WORKER_COUNT);
      serving = loops;
      accepting =
          DEFAULT_IO_SELECT_COUNT == -1 ? loops : loops(group + "-select", DEFAULT_IO_SELECT_COUNT);
      resources = new InstrumentedLoopResources(loops, accepting);
      MonitoredLoops monitor = monitors.peekFirst();
      if (monitor != null) {
        watch(monitor);
      }
    }
    return resources;
  }

  private InstrumentedEventLoopGroup loops(String name, int count) {
    return new InstrumentedEventLoopGroup(
        count, new LoopThreadFactory(name + "-" + transport), handlers.get());
  }

  private void watch(MonitoredLoops monitor) {
    if (serving != null && accepting != null) {
      monitor.add(group, transport, serving);
      if (accepting != serving) {
        monitor.add(group + "-select", transport, accepting);
      }
    }
  }
}
