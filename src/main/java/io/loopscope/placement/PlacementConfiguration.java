package io.loopscope.placement;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({Role.LAB, Role.SERVICE, Role.WORKER, Role.LOADGEN})
class PlacementConfiguration {
  @Bean
  Placements placements(
      LoopRegistry loops,
      @Value("${loopscope.allow-starvation:true}") boolean allowStarvation,
      MeterRegistry registry,
      PlacementSettings settings,
      ObjectProvider<RemoteExecutor> otherProcess) {
    return new Placements(
        new ServiceLoops(loops, "http"),
        new StarvationPolicy(allowStarvation),
        new WorkMetrics(registry),
        settings,
        otherProcess.getIfAvailable(NoRemoteExecutor::new));
  }
}
