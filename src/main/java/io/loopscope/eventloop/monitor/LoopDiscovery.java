package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.clock.MonitoredLoops;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Once a server of the application is up, adds the loops of all its {@link LoopResources} to those
 * that are watched, whoever made them; also those of a management context.
 *
 * <p>Asking for a group makes it, so groups are asked for as reactor-netty itself asks: with its
 * default of native transports. Clients that share the loops of the server bring no new ones.
 */
public final class LoopDiscovery implements ApplicationListener<WebServerInitializedEvent> {
  private final MonitoredLoops loops;

  public LoopDiscovery(MonitoredLoops loops) {
    this.loops = loops;
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent event) {
    ApplicationContext context = event.getApplicationContext();
    String group =
        Optional.ofNullable(event.getApplicationContext().getServerNamespace()).orElse("http");
    context
        .getBeanProvider(ReactorResourceFactory.class)
        .forEach(factory -> discover(group, factory.getLoopResources()));
    context.getBeansOfType(LoopResources.class).forEach(this::discover);
  }

  private void discover(String group, LoopResources resources) {
    loops.watch(group, resources.onServer(LoopResources.DEFAULT_NATIVE));
    loops.watch(group, resources.onClient(LoopResources.DEFAULT_NATIVE));
  }
}
