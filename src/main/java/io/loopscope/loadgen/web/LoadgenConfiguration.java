package io.loopscope.loadgen.web;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.loadgen.LoadgenSettings;
import io.loopscope.loadgen.engine.LoadGenerator;
import io.loopscope.plane.PlaneSettings;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The load generator, in a process of that role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.LOADGEN)
class LoadgenConfiguration {
  @Bean
  LoadGenerator loadGenerator(LoopRegistry loops, PlaneSettings planes, LoadgenSettings settings) {
    return new LoadGenerator(
        loops, settings.loops(), planes.transport(), settings.tolerances(), Clock.systemUTC());
  }

  @Bean
  LoadRuns loadRuns(LoadGenerator generator, LoadgenSettings settings) {
    return new LoadRuns(generator, settings.kept());
  }

  @Bean
  LoadValidator loadValidator(LoadgenSettings settings) {
    return new LoadValidator(settings, Clock.systemUTC());
  }
}
