package io.loopscope.loadgen;

import io.loopscope.plane.PlaneSettings;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;

/** A process of role {@code loadgen} that has nothing of the features it should not need. */
@EnableAutoConfiguration
@EnableConfigurationProperties({LoadgenSettings.class, PlaneSettings.class})
@ComponentScan(
    basePackages = {"io.loopscope.loadgen", "io.loopscope.http", "io.loopscope.plane"},
    excludeFilters = @Filter(ManagementContextConfiguration.class))
class OnlyLoadgen {
  private OnlyLoadgen() {}

  static ConfigurableApplicationContext start(String... properties) {
    return new SpringApplicationBuilder(OnlyLoadgen.class)
        .web(WebApplicationType.REACTIVE)
        .registerShutdownHook(false)
        .run(
            Stream.concat(
                    Stream.of(
                        "loopscope.role=loadgen", "server.port=0", "management.server.port=-1"),
                    Stream.of(properties))
                .map("--"::concat)
                .toArray(String[]::new));
  }

  static String url(ConfigurableApplicationContext process) {
    return "http://127.0.0.1:" + process.getEnvironment().getProperty("local.server.port");
  }
}
