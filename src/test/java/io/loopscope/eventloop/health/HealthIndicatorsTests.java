package io.loopscope.eventloop.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HealthIndicatorsTests {
  private final TimedLoops loops = new TimedLoops();

  @Test
  void readinessIsUpWithHealthyLoops() {
    loops.add("http", 4);
    loops.pass(Duration.ofSeconds(1));

    assertThat(readiness().getStatus()).isEqualTo(Status.UP);
    assertThat(readiness().getDetails()).containsOnlyKeys("http", "rule");
  }

  @Test
  void readinessIsOutOfServiceAndSaysWhichLoopsSinceWhenAndByWhatRule() {
    loops.add("http", 4).only(0, 2).blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(10));

    assertThat(readiness().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(readiness().getDetails())
        .containsEntry(
            "rule", "starved: for 50 % of the last 10.0 s an arrival had to wait more than 250ms");
    JsonNode http = JsonMapper.shared().valueToTree(readiness().getDetails().get("http"));
    assertThat(http.propertyNames())
        .containsExactlyInAnyOrder("loops", "outOfServiceFrom", "outOfServiceSince", "starved");
    assertThat(http.get("loops").asInt()).isEqualTo(4);
    assertThat(http.get("outOfServiceFrom").asInt()).isEqualTo(2);
    assertThat(http.get("outOfServiceSince").asString()).startsWith("2026-01-01T03:00:05.");
    assertThat(http.get("starved").get(1).get("loop").asInt()).isEqualTo(2);
    assertThat(http.get("starved").get(1).propertyNames())
        .containsExactlyInAnyOrder("loop", "fraction", "since");
  }

  @Test
  void livenessIsDownOnlyWithADeadLoop() {
    loops.add("http", 4).only(3).blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(59));
    assertThat(liveness().getStatus()).isEqualTo(Status.UP);

    loops.pass(Duration.ofSeconds(2));
    assertThat(liveness().getStatus()).isEqualTo(Status.DOWN);
    assertThat(liveness().getDetails())
        .containsEntry("dead", List.of(new GroupHealth.Dead("http", 3, 60)));
  }

  @Test
  void livenessIsUpHoweverStarvedLoopsAreThatGoRound() {
    loops.add("http", 4).blocks(Duration.ofSeconds(9), Duration.ofSeconds(10));
    loops.pass(Duration.ofMinutes(10));

    assertThat(readiness().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(liveness().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void neitherFailsWithoutSamples() {
    loops.add("http", 1).blocks(Duration.ofHours(9), Duration.ofHours(9));
    loops.pass(Duration.ofMinutes(2));
    loops.standStill(Duration.ofMinutes(1));

    assertThat(readiness().getStatus()).isEqualTo(Status.UNKNOWN);
    assertThat(liveness().getStatus()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void bothCanBeUsedInTheGroupsOfTheProbes() {
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                HealthContributorAutoConfiguration.class,
                HealthContributorRegistryAutoConfiguration.class,
                ApplicationAvailabilityAutoConfiguration.class,
                AvailabilityProbesAutoConfiguration.class,
                HealthEndpointAutoConfiguration.class))
        .withUserConfiguration(RealLoops.class)
        .withPropertyValues(
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,eventLoops",
            "management.endpoint.health.group.liveness.include=livenessState,eventLoopLiveness",
            "management.endpoints.web.exposure.include=health",
            "eventloop.health.over=5ms",
            "eventloop.health.window=1s",
            "eventloop.health.dead=1s")
        .run(
            context -> {
              AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
              AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
              await().until(() -> status(context.getBean(WEB), "readiness") == 200);
              assertThat(status(context.getBean(WEB), "liveness")).isEqualTo(200);
              WatchedLoop loop = context.getBean(LoopRegistry.class).all().getFirst();
              try (HeldLoop held = HeldLoop.of(loop)) {
                await().until(() -> status(context.getBean(WEB), "readiness") == 503);
                await().until(() -> status(context.getBean(WEB), "liveness") == 503);
                assertThat(held.loop()).isSameAs(loop);
              }
              await().until(() -> status(context.getBean(WEB), "liveness") == 200);
              await().until(() -> status(context.getBean(WEB), "readiness") == 200);
            });
  }

  @Test
  void aLoopThatShutsDownWhileBlockedCountsForNothing() {
    MonitoredLoops real = new MonitoredLoops();
    LoopResources resources = Transport.NIO.resources(real, "http", 1);
    HealthSettings settings = TimedLoops.bind(Map.of("eventloop.health.dead", "1s"));
    long[] now = {System.nanoTime()};
    LoopHealth health = LoopHealth.of(real, settings, () -> now[0], InstantSource.system());
    try (HeldLoop held = HeldLoop.of(real.all().getFirst())) {
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(10)).subscribe();
      assertThat(held.loop().isShuttingDown()).isTrue();
      for (int i = 0; i < 100; i++) {
        now[0] += 500_000_000;
        health.sample(now[0]);
      }
      assertThat(new EventLoopLivenessHealthIndicator(health).health().block())
          .isEqualTo(Health.up().build());
    }
  }

  private static final Class<ReactiveHealthEndpointWebExtension> WEB =
      ReactiveHealthEndpointWebExtension.class;

  private static int status(ReactiveHealthEndpointWebExtension web, String group) {
    return web.health(ApiVersion.V3, WebServerNamespace.SERVER, SecurityContext.NONE, false, group)
        .block()
        .getStatus();
  }

  private Health readiness() {
    return new EventLoopsHealthIndicator(loops.health(), TimedLoops.settings()).health().block();
  }

  private Health liveness() {
    return new EventLoopLivenessHealthIndicator(loops.health()).health().block();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(HealthSettings.class)
  static class RealLoops {
    @Bean
    MonitoredLoops eventLoops() {
      return new MonitoredLoops();
    }

    @Bean(destroyMethod = "dispose")
    LoopResources resources(MonitoredLoops loops) {
      return Transport.NIO.resources(loops, "http", 2);
    }

    @Bean
    LoopHealth loopHealth(MonitoredLoops loops, LoopResources resources, HealthSettings settings) {
      return LoopHealth.of(loops, settings, System::nanoTime, InstantSource.system());
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService judge(LoopHealth health) {
      ScheduledExecutorService judge = Executors.newSingleThreadScheduledExecutor();
      judge.scheduleAtFixedRate(
          () -> health.sample(System.nanoTime()), 0, 10, TimeUnit.MILLISECONDS);
      return judge;
    }

    @Bean
    EventLoopsHealthIndicator eventLoopsHealthIndicator(
        LoopHealth health, HealthSettings settings) {
      return new EventLoopsHealthIndicator(health, settings);
    }

    @Bean
    EventLoopLivenessHealthIndicator eventLoopLivenessHealthIndicator(LoopHealth health) {
      return new EventLoopLivenessHealthIndicator(health);
    }
  }
}
