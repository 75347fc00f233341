package io.loopscope.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.http.RequestLimits;
import io.loopscope.plane.PlaneSettings;
import io.loopscope.plane.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class DownstreamConfigurationTests {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(DownstreamConfiguration.class, Settings.class)
          .withBean(MonitoredLoops.class)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withBean(RequestLimits.class, () -> CallBehaviourTests.LIMITS)
          .withBean(
              PlaneSettings.class,
              () ->
                  new PlaneSettings(
                      Transport.AUTO,
                      new PlaneSettings.Service(0, 1_024, null),
                      new PlaneSettings.Console(2, null)));

  @Test
  void embedsADownstreamByDefault() {
    runner
        .withPropertyValues("loopscope.downstream.port=0")
        .run(
            context -> {
              assertThat(context.getBean(DownstreamServer.class).isRunning()).isTrue();
              assertThat(context.getBean(DownstreamUrl.class).get())
                  .hasScheme("http")
                  .hasHost("127.0.0.1");
            });
  }

  @Test
  void startsBeforeTheServiceAndStopsAfterIt() {
    runner
        .withPropertyValues("loopscope.downstream.port=0")
        .run(
            context ->
                assertThat(context.getBean(DownstreamServer.class).getPhase())
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE));
  }

  @Test
  void embedsNoneWhenItIsElsewhere() {
    runner
        .withPropertyValues("loopscope.downstream.url=http://downstream:8082/")
        .run(
            context -> {
              assertThat(context.getBean(DownstreamServer.class).isRunning()).isFalse();
              assertThat(context.getBean(DownstreamUrl.class).get())
                  .isEqualTo(URI.create("http://downstream:8082"));
              assertThat(context.getBean(LoopRegistry.class).all()).isEmpty();
              assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
            });
  }

  @EnableConfigurationProperties(DownstreamSettings.class)
  static class Settings {}
}
