package io.loopscope.eventloop.autoconfigure;

import com.mongodb.connection.NettyTransportSettings;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Transports;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.monitor.LoopDiscovery;
import io.loopscope.eventloop.monitor.LoopSource;
import io.netty.channel.EventLoopGroup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Finds the loops that were made elsewhere.
 *
 * <p>Asking for a group makes it, so groups are asked for as their owners do: with reactor-netty's
 * default of native transports, with Lettuce's choice of one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "eventloop.watch.other-loops", matchIfMissing = true)
class LoopDiscoveryConfiguration {
  @Bean
  static LoopDiscovery eventLoopMonitorDiscovery(
      ObjectProvider<LoopSource> sources, ObjectProvider<MonitoredLoops> loops) {
    return new LoopDiscovery(sources::orderedStream, loops::getObject);
  }

  @Bean
  LoopSource eventLoopMonitorNettyGroups() {
    return (name, bean, loops) -> {
      if (bean instanceof LoopResources resources) {
        watch(name, resources, loops);
      } else if (bean instanceof EventLoopGroup group) {
        loops.watch(name, group);
      }
    };
  }

  private static void watch(String group, LoopResources resources, LoopRegistry loops) {
    loops.watch(group, resources.onServer(LoopResources.DEFAULT_NATIVE));
    loops.watch(group, resources.onServerSelect(LoopResources.DEFAULT_NATIVE));
    loops.watch(group, resources.onClient(LoopResources.DEFAULT_NATIVE));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ReactorResourceFactory.class)
  static class OfSpring {
    @Bean
    LoopSource eventLoopMonitorResourceFactories() {
      return (name, bean, loops) -> {
        if (bean instanceof ReactorResourceFactory factory) {
          watch("http", factory.getLoopResources(), loops);
        }
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ClientResources.class)
  static class OfLettuce {
    @Bean
    LoopSource eventLoopMonitorLettuce() {
      return (name, bean, loops) -> {
        if (bean instanceof ClientResources resources) {
          loops.watch(
              "lettuce",
              resources.eventLoopGroupProvider().allocate(Transports.eventLoopGroupClass()));
          loops.watch("lettuce-computation", resources.eventExecutorGroup());
        }
      };
    }
  }

  /** Last, so that it sees the loops that other customizers chose. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({NettyTransportSettings.class, MongoClientSettingsBuilderCustomizer.class})
  static class OfMongo {
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    MongoClientSettingsBuilderCustomizer eventLoopMonitorMongo(MonitoredLoops loops) {
      return builder -> {
        if (builder.build().getTransportSettings() instanceof NettyTransportSettings netty
            && netty.getEventLoopGroup() != null) {
          loops.watch("mongodb", netty.getEventLoopGroup());
        }
      };
    }
  }
}
