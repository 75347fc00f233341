package io.loopscope.loadgen;

import io.loopscope.eventloop.Loops;
import io.loopscope.plane.PlaneSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The load generator of a process of that role. */
@Configuration(proxyBeanMethods = false)
class LoadgenConfiguration {
  @Bean
  LoadGenerator loadGenerator(Loops loops, PlaneSettings planes, LoadgenSettings settings) {
    return new LoadGenerator(
        loops, settings.loops(), planes.transport(), settings.tolerances(), Clock.systemUTC());
  }

  @Bean
  Runs runs(LoadGenerator generator, LoadgenSettings settings) {
    return new Runs(generator, settings.kept());
  }

  @Bean
  Admission admission(LoadgenSettings settings) {
    return new Admission(settings, Clock.systemUTC());
  }

  @Bean
  LoadBody loadBody(JsonMapper json) {
    return new LoadBody(json);
  }
}
