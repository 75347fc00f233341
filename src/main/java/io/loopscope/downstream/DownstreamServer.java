package io.loopscope.downstream;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.plane.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The embedded server of the slow dependency, on loops of its own: group {@code downstream}.
 *
 * <p>It starts before the service accepts requests and stops after the last one is answered. Where
 * the process serves nothing else, it first finishes the calls in progress. A taken port is
 * reported as Spring Boot reports it for the service.
 */
final class DownstreamServer implements SmartLifecycle {
  private static final Log log = LogFactory.getLog(DownstreamServer.class);

  /** How long the loops still accept tasks from the timers of cancelled calls. */
  private static final Duration LAST_WORDS = Duration.ofMillis(50);

  private final DownstreamSettings settings;
  private final Shutdown shutdown;
  private final Supplier<HttpHandler> handler;
  private final IntConsumer listening;
  private final ReactorResourceFactory resources = new ReactorResourceFactory();
  private volatile @Nullable WebServer server;

  /**
   * Creates the server, which gets its handler and loops when it starts.
   *
   * @param shutdown whether calls in progress are finished when it stops
   * @param listening called with the port
   */
  DownstreamServer(
      DownstreamSettings settings,
      Shutdown shutdown,
      LoopRegistry loops,
      Transport transport,
      Supplier<HttpHandler> handler,
      IntConsumer listening) {
    this.settings = settings;
    this.shutdown = shutdown;
    this.handler = handler;
    this.listening = listening;
    resources.setUseGlobalResources(false);
    resources.setShutdownQuietPeriod(LAST_WORDS);
    resources.setLoopResourcesSupplier(
        () -> transport.resources(loops, "downstream", settings.loops()));
  }

  /** Where it listens. */
  URI url() {
    WebServer running = server;
    if (running == null) {
      throw new IllegalStateException("the downstream is not running");
    }
    InetAddress address = settings.address();
    return UriComponentsBuilder.newInstance()
        .scheme("http")
        .host(host(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address))
        .port(running.getPort())
        .build()
        .toUri();
  }

  @Override
  public boolean isAutoStartup() {
    return settings.url() == null;
  }

  @Override
  public void start() {
    NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(settings.port());
    factory.setAddress(settings.address());
    factory.setShutdown(shutdown);
    factory.setResourceFactory(resources);
    WebServer starting = factory.getWebServer(handler.get());
    resources.start();
    try {
      starting.start();
      server = starting;
      log.info("Downstream listens on " + url());
      listening.accept(starting.getPort());
    } finally {
      if (server == null) {
        resources.stop();
      }
    }
  }

  @Override
  public void stop(Runnable stopped) {
    WebServer running = server;
    if (running == null) {
      stopped.run();
    } else {
      running.shutDownGracefully(
          drained -> {
            stop();
            stopped.run();
          });
    }
  }

  @Override
  public void stop() {
    WebServer running = server;
    if (running != null) {
      running.stop();
      resources.stop();
      server = null;
    }
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }
}
