package io.loopscope.loadgen.web;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.loopscope.loadgen.LoadgenProcess;
import io.loopscope.loadgen.engine.TargetServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole program as a load generator, asked for runs over HTTP, and a server to load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoadgenTest {
  final TargetServer target = new TargetServer(2);
  ConfigurableApplicationContext process;
  WebTestClient client;

  @BeforeAll
  void start() {
    process = LoadgenProcess.start("loopscope.loadgen.targets=" + target.url());
    client =
        WebTestClient.bindToServer()
            .baseUrl(LoadgenProcess.url(process))
            .responseTimeout(Duration.ofSeconds(30))
            .build();
  }

  @AfterAll
  void stop() {
    process.close();
    target.close();
  }

  WebTestClient.ResponseSpec post(String members, String ofStream) {
    return client
        .post()
        .uri("/runs")
        .contentType(APPLICATION_JSON)
        .bodyValue(
            "{%s,\"streams\":[{\"name\":\"ping\",\"path\":\"/ping\",\"model\":{\"open\":{\"perSecond\":100}}%s}]}"
                .formatted(members, ofStream))
        .exchange();
  }
}
