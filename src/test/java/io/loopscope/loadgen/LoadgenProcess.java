package io.loopscope.loadgen;

import io.loopscope.Loopscope;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program in the role of a load generator. */
public final class LoadgenProcess {
  private LoadgenProcess() {}

  public static ConfigurableApplicationContext start(String... properties) {
    return new SpringApplicationBuilder(Loopscope.class)
        .registerShutdownHook(false)
        .run(
            Stream.concat(
                    Stream.of(
                        "loopscope.role=loadgen", "server.port=0", "management.server.port=-1"),
                    Stream.of(properties))
                .map("--"::concat)
                .toArray(String[]::new));
  }

  public static String url(ConfigurableApplicationContext process) {
    return "http://127.0.0.1:" + process.getEnvironment().getProperty("local.server.port");
  }
}
