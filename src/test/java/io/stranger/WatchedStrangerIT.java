package io.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.resources.LoopResources;

/** The monitor in a service that did nothing for it: its loops are replaced by watched ones. */
@SpringBootTest(
    classes = StrangerApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=optional:classpath:/stranger/",
      "management.endpoints.web.exposure.include=eventloops,health,prometheus"
    })
@AutoConfigureWebTestClient(timeout = "30s")
class WatchedStrangerIT {
  @Autowired WebTestClient client;

  @Test
  void judgesABlockOfTheLoopsThatServe() {
    await().until(() -> servingThreads().size() >= LoopResources.DEFAULT_IO_WORKER_COUNT);
    client.get().uri("/sum/400").exchange().expectStatus().isOk();

    await().until(() -> !longBlocks().isEmpty());
    assertThat(report().<List<String>>read("$.loops[*].group")).contains("http");
    assertThat(longBlocks())
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("loop http-")
                    .contains("StrangerApplication.routes"));
  }

  @Test
  void measuresTheirLag() {
    client
        .get()
        .uri("/actuator/prometheus")
        .exchange()
        .expectBody(String.class)
        .value(
            text ->
                assertThat(text)
                    .contains("eventloop_lag_seconds_bucket{group=\"http\"")
                    .contains("eventloop_starved_seconds_total{group=\"http\""));
  }

  /** Known once each loop has run its first task for the monitor. */
  private List<String> servingThreads() {
    return report().<List<String>>read("$.loops[*].thread").stream()
        .filter(thread -> thread.startsWith("webflux-http"))
        .toList();
  }

  List<String> longBlocks() {
    return report().read("$.blocks[?(@.durationMs > 300)].sentence");
  }

  private DocumentContext report() {
    byte[] body =
        client
            .get()
            .uri("/actuator/eventloops")
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonPath.parse(new String(body));
  }
}
