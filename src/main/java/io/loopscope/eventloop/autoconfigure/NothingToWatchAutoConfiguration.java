package io.loopscope.eventloop.autoconfigure;

import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Says so once, in a service that has no event loops. */
@AutoConfiguration
@ConditionalOnMissingClass("reactor.netty.resources.LoopResources")
public class NothingToWatchAutoConfiguration {
  @Bean
  ApplicationListener<ApplicationStartedEvent> eventLoopMonitorHasNothingToWatch() {
    return new ApplicationListener<>() {
      @Override
      public void onApplicationEvent(ApplicationStartedEvent event) {
        LogFactory.getLog(NothingToWatchAutoConfiguration.class)
            .info("This service has no reactor-netty: there are no event loops to watch");
      }
    };
  }
}
