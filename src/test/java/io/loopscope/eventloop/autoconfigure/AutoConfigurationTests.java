package io.loopscope.eventloop.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.export.EventLoopsEndpoint;
import io.loopscope.eventloop.export.LoopMetrics;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.server.WebFilter;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

class AutoConfigurationTests {
  private static final AutoConfigurations ALL =
      AutoConfigurations.of(
          EventLoopAutoConfiguration.class,
          EventLoopEndpointAutoConfiguration.class,
          EventLoopMetricsAutoConfiguration.class,
          EventLoopRouteAutoConfiguration.class,
          NothingToWatchAutoConfiguration.class);

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withConfiguration(ALL);

  @AfterEach
  void disposeWhatTheJvmShares() {
    HttpResources.disposeLoopsAndConnectionsLater(Duration.ZERO, Duration.ofSeconds(1)).block();
    TcpResources.disposeLoopsAndConnectionsLater(Duration.ZERO, Duration.ofSeconds(1)).block();
  }

  @Test
  void worksWithoutMicrometer() {
    service
        .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(LoopMonitor.class)
                    .doesNotHaveBean(LoopMetrics.class));
  }

  @Test
  void hasNoMetersWithoutARegistry() {
    service.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LoopMetrics.class));
  }

  @Test
  void registersMetersWhereThereIsARegistry() {
    service
        .withBean(SimpleMeterRegistry.class)
        .run(
            context -> {
              HttpResources.get().onServer(true);
              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .find("eventloop.tasks.pending")
                          .tag("group", "http")
                          .gauges())
                  .hasSize(LoopResources.DEFAULT_IO_WORKER_COUNT);
            });
  }

  @Test
  void hasAnEndpointOnlyWhereItIsExposed() {
    service.run(context -> assertThat(context).doesNotHaveBean(EventLoopsEndpoint.class));
    service
        .withPropertyValues("management.endpoints.web.exposure.include=eventloops")
        .run(context -> assertThat(context).hasSingleBean(EventLoopsEndpoint.class));
  }

  @Test
  void doesNothingWithoutReactorNetty() {
    service
        .withClassLoader(new FilteredClassLoader(LoopResources.class))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(LoopRegistry.class)
                    .hasSingleBean(NothingToWatchAutoConfiguration.class));
  }

  @Test
  void worksWithoutHealthAndActuator() {
    service
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.actuate", "org.springframework.boot.health"))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(LoopMonitor.class));
  }

  @Test
  void marksRoutesInReactiveServicesOnly() {
    service.run(context -> assertThat(context).doesNotHaveBean(WebFilter.class));
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(ALL)
        .run(context -> assertThat(context).hasSingleBean(RouteFilter.class));
  }

  @Test
  void watchesTheLoopsThatReactorNettySharesAsOneGroupOfServersAndClients() {
    service.run(
        context -> {
          LoopRegistry loops = context.getBean(LoopRegistry.class);
          assertThat(loops.group("http")).isEmpty();
          HttpResources.get().onServer(true);
          HttpResources.get().onClient(true);
          TcpResources.get().onClient(true);
          assertThat(loops.group("http")).hasSize(LoopResources.DEFAULT_IO_WORKER_COUNT);
          assertThat(loops.group("tcp")).hasSize(LoopResources.DEFAULT_IO_WORKER_COUNT);
          assertThat(loops.all()).extracting(WatchedLoop::transport).doesNotContain("");
        });
  }

  @Test
  void handsSharedLoopsToTheNextContextOfTheJvm() {
    service.run(
        first -> {
          HttpResources.get().onServer(true);
          LoopRegistry watching = first.getBean(LoopRegistry.class);
          service.run(
              second -> {
                LoopRegistry next = second.getBean(LoopRegistry.class);
                assertThat(watching.group("http")).isNotEmpty();
                assertThat(next.group("http")).isEmpty();
                first.close();
                assertThat(next.group("http")).hasSize(LoopResources.DEFAULT_IO_WORKER_COUNT);
              });
        });
  }

  @Test
  void watchesGroupsThatAreBeansUnderTheirNames() {
    service
        .withBean("mine", EventLoopGroup.class, AutoConfigurationTests::group)
        .run(context -> assertThat(context.getBean(LoopRegistry.class).group("mine")).hasSize(2));
    service
        .withPropertyValues("eventloop.watch.other-loops=false")
        .withBean("mine", EventLoopGroup.class, AutoConfigurationTests::group)
        .run(context -> assertThat(context.getBean(LoopRegistry.class).group("mine")).isEmpty());
  }

  @Test
  void watchesSchedulersUnlessToldOtherwise() {
    service.run(
        context ->
            assertThat(context.getBean(LoopRegistry.class).all())
                .extracting(WatchedLoop::group)
                .contains(
                    "reactor-parallel",
                    "reactor-single",
                    "reactor-bounded-elastic",
                    "virtual-threads"));
    service
        .withPropertyValues(
            "eventloop.watch.reactor-parallel=false",
            "eventloop.watch.reactor-single=false",
            "eventloop.watch.reactor-bounded-elastic=false",
            "eventloop.watch.virtual-threads=false")
        .run(context -> assertThat(context.getBean(LoopRegistry.class).all()).isEmpty());
  }

  @Test
  void leavesNamesToTheApplication() {
    service
        .withBean("eventLoops", Object.class)
        .withBean("blockLog", Object.class)
        .withBean("blockCulprits", Object.class)
        .withBean("loopMetrics", Object.class)
        .run(
            context ->
                assertThat(context).hasNotFailed().hasSingleBean(EventLoopReport.Source.class));
  }

  private static EventLoopGroup group() {
    return new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  }
}
