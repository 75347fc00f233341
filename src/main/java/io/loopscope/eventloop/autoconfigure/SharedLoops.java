package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.clock.SharedLoopResources;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * Watched loops in the place of those that reactor-netty shares in the whole JVM: what servers,
 * {@code HttpClient.create()}, R2DBC drivers and gateways run on unless they are told otherwise. So
 * whatever shares loops without the monitor shares them with it.
 *
 * <p>They are put there before the first bean is made. Shared loops that run by then are left
 * alone, because reactor-netty would stop them; they are probed like others that were made
 * elsewhere.
 */
final class SharedLoops implements AutoCloseable {
  private static final Log log = LogFactory.getLog(SharedLoops.class);
  private static final String HTTP = "reactor.netty.http.HttpResources";

  private static @Nullable SharedLoopResources http;
  private static @Nullable SharedLoopResources tcp;

  private final MonitoredLoops loops;

  private SharedLoops(MonitoredLoops loops) {
    this.loops = loops;
  }

  /** Puts watched loops in the place of the shared ones, unless they are there. */
  static synchronized void install() {
    if (ClassUtils.isPresent(HTTP, SharedLoops.class.getClassLoader())) {
      http = installed(http, "http", loops -> Http.set(loops));
    }
    tcp = installed(tcp, "tcp", TcpResources::set);
  }

  /** The monitor watches the shared loops, until this is closed. */
  static synchronized SharedLoops watchedBy(MonitoredLoops loops) {
    if (http != null) {
      http.join(loops);
    }
    if (tcp != null) {
      tcp.join(loops);
    }
    return new SharedLoops(loops);
  }

  @Override
  public void close() {
    synchronized (SharedLoops.class) {
      if (http != null) {
        http.leave(loops);
      }
      if (tcp != null) {
        tcp.leave(loops);
      }
    }
  }

  private static @Nullable SharedLoopResources installed(
      @Nullable SharedLoopResources there, String group, Consumer<LoopResources> place) {
    if (there != null && !there.isDisposed()) {
      return there;
    }
    if (isRunning("reactor-" + group + "-")) {
      log.warn(
          "reactor-netty's shared loops for %s ran before the monitor came: they are probed"
              .formatted(group));
      return null;
    }
    ReactorNettyTransport transport = ReactorNettyTransport.current();
    SharedLoopResources loops =
        new SharedLoopResources(group, transport.label(), transport::handlers);
    place.accept(loops);
    return loops;
  }

  /**
   * Whether threads of this name live; reactor-netty does not say whether it has made its loops.
   */
  private static boolean isRunning(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith(prefix));
  }

  /** Loaded only if reactor-netty's HTTP is there. */
  private static final class Http {
    static void set(LoopResources loops) {
      reactor.netty.http.HttpResources.set(loops);
    }
  }
}
