package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.LoopRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Finds the loops of beans that were made elsewhere: once the application context is up, in all
 * singletons there are, and later in each one that is made; also in those of its child contexts.
 *
 * <p>No bean is made for it, so lazy beans stay lazy.
 */
public final class LoopDiscovery
    implements BeanPostProcessor, ApplicationListener<ContextRefreshedEvent> {
  private final Supplier<Stream<LoopSource>> sources;
  private final Supplier<? extends LoopRegistry> loops;
  private volatile List<LoopSource> known = List.of();

  /** Both are asked for only once the context is up. */
  public LoopDiscovery(
      Supplier<Stream<LoopSource>> sources, Supplier<? extends LoopRegistry> loops) {
    this.sources = sources;
    this.loops = loops;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    discover(name, bean);
    return bean;
  }

  @Override
  public void onApplicationEvent(ContextRefreshedEvent event) {
    if (known.isEmpty()) {
      known = sources.get().toList();
    }
    ApplicationContext context = event.getApplicationContext();
    if (context instanceof ConfigurableApplicationContext refreshed) {
      discoverAll(refreshed.getBeanFactory());
    }
  }

  private void discoverAll(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getSingletonNames()) {
      Object bean = beans.getSingleton(name);
      if (bean != null) {
        discover(name, bean);
      }
    }
  }

  private void discover(String name, Object bean) {
    known.forEach(source -> source.watch(name, bean, loops.get()));
  }
}
