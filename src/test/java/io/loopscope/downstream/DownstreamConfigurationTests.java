package io.loopscope.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Loops;
import io.loopscope.eventloop.Transport;
import io.loopscope.http.Limits;
import io.loopscope.plane.PlaneSettings;
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
          .withBean(Loops.class)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withBean(Limits.class, () -> BehaviourTests.LIMITS)
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
              assertThat(context.getBean(Downstream.class).isRunning()).isTrue();
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
                assertThat(context.getBean(Downstream.class).getPhase())
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE));
  }

  @Test
  void embedsNoneWhenItIsElsewhere() {
    runner
        .withPropertyValues("loopscope.downstream.url=http://downstream:8082/")
        .run(
            context -> {
              assertThat(context.getBean(Downstream.class).isRunning()).isFalse();
              assertThat(context.getBean(DownstreamUrl.class).get())
                  .isEqualTo(URI.create("http://downstream:8082"));
              assertThat(context.getBean(Loops.class).all()).isEmpty();
              assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
            });
  }

  @EnableConfigurationProperties(DownstreamSettings.class)
  static class Settings {}
}
