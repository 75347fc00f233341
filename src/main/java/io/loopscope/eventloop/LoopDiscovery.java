package io.loopscope.eventloop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Adds the loops of every {@link LoopResources} in the application to those that are watched,
 * whoever made them.
 *
 * <p>Asking for a group makes it, so groups are asked for as reactor-netty itself would ask: with
 * its default of native transports, for servers and for clients.
 */
final class LoopDiscovery implements BeanPostProcessor {
  private final ObjectProvider<Loops> loops;

  LoopDiscovery(ObjectProvider<Loops> loops) {
    this.loops = loops;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof ReactorResourceFactory factory && factory.isUseGlobalResources()) {
      factory.addGlobalResourcesConsumer(global -> discover("http", global));
    } else if (bean instanceof LoopResources resources) {
      discover(name, resources);
    }
    return bean;
  }

  private void discover(String group, LoopResources resources) {
    loops.getObject().watch(group, resources.onServer(LoopResources.DEFAULT_NATIVE));
    loops.getObject().watch(group + "-client", resources.onClient(LoopResources.DEFAULT_NATIVE));
  }
}
