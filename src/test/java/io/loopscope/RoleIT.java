package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class RoleIT {
  private static final String TOKEN = "0123456789abcdef";

  @Test
  void aDownstreamIsNoService() throws Exception {
    try (ConfigurableApplicationContext process =
        start("downstream", "--loopscope.downstream.port=0")) {
      URI downstream = process.getBean(DownstreamUrl.class).get();

      assertThat(get(downstream + "/call?delay=1ms")).isEqualTo(200);
      assertThat(property(process, "local.server.port")).isEqualTo("-1");
      hasAnActuatorButNoPage(process);
    }
  }

  @Test
  void aServiceHasItsDownstreamElsewhere() throws Exception {
    try (ConfigurableApplicationContext process =
        start("service", "--loopscope.downstream.url=http://127.0.0.1:9")) {
      assertThat(get(service(process, "/api/ping"))).isEqualTo(200);
      assertThat(get(console(process, "/"))).isEqualTo(200);
      assertThat(process.getBean(LoopRegistry.class).all())
          .extracting(WatchedLoop::group)
          .containsOnly("http", "console");
    }
  }

  @Test
  void aWorkerServesNeitherPageNorApiNorRequestsWithoutToken() throws Exception {
    try (ConfigurableApplicationContext process =
        start("worker", "--loopscope.process.token=" + TOKEN)) {
      assertThat(get(service(process, "/"))).isEqualTo(404);
      assertThat(get(service(process, "/api"))).isEqualTo(404);
      assertThat(get(service(process, "/api/cpu/primes"))).isEqualTo(404);
      assertThat(get(service(process, "/work"), "no such token")).isEqualTo(401);
      hasAnActuatorButNoPage(process);
    }
  }

  private static void hasAnActuatorButNoPage(ConfigurableApplicationContext process)
      throws Exception {
    assertThat(get(console(process, "/actuator/health/readiness"))).isEqualTo(200);
    assertThat(get(console(process, "/actuator/prometheus"), "no token")).isEqualTo(200);
    assertThat(get(console(process, "/"))).isEqualTo(404);
  }

  private static ConfigurableApplicationContext start(String role, String... more) {
    return new SpringApplicationBuilder(Loopscope.class)
        .run(
            Stream.concat(
                    Stream.of(
                        "--loopscope.role=" + role,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--loopscope.probe.enabled=false"),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  private static String service(ConfigurableApplicationContext process, String path) {
    return "http://127.0.0.1:" + property(process, "local.server.port") + path;
  }

  private static String console(ConfigurableApplicationContext process, String path) {
    return "http://127.0.0.1:" + property(process, "local.management.port") + path;
  }

  private static String property(ConfigurableApplicationContext process, String name) {
    return process.getEnvironment().getRequiredProperty(name);
  }

  private static int get(String uri) throws IOException, InterruptedException {
    return get(uri, TOKEN);
  }

  private static int get(String uri, String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri))
              .header("Authorization", "Bearer " + token)
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
