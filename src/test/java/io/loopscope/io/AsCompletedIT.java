package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.Disposable;

class AsCompletedIT extends IoTest {
  /** Half of the calls are fast, the others would outlive the test. */
  private static final String FAST_OR_ENDLESS = "calls=20&delay=20ms:50,50s:50";

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "text/event-stream", "text/plain"})
  void streamsEachResultBeforeTheLastOneIsReadyAndCancelsTheRest(String type) {
    List<String> received = new CopyOnWriteArrayList<>();
    Disposable stream =
        io.client()
            .get()
            .uri("/api/io/as-completed?" + FAST_OR_ENDLESS)
            .accept(MediaType.valueOf(type))
            .retrieve()
            .bodyToFlux(String.class)
            .subscribe(received::add);

    await().until(() -> !received.isEmpty());
    assertThat(io.stat("active")).isPositive();

    stream.dispose();
    io.awaitNoneActive();
  }

  @Test
  void streamsNdjsonByDefaultInTheOrderOfCompletion() {
    EntityExchangeResult<String> result =
        io.exchange("/api/io/as-completed?calls=10&delay=1ms..200ms", "*/*");

    assertThat(result.getResponseHeaders().getContentType())
        .isEqualTo(MediaType.APPLICATION_NDJSON);
    List<Double> ends =
        result
            .getResponseBody()
            .lines()
            .map(line -> IoTestClient.number(JsonPath.parse(line), "$.endMs"))
            .toList();
    assertThat(ends).hasSize(10).isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void streamsServerSentEventsToClientsThatAcceptThem() {
    String body =
        io.exchange("/api/io/as-completed?calls=2&delay=1ms", "text/event-stream")
            .getResponseBody();

    assertThat(body.lines().filter(line -> line.startsWith("data:{\"call\":"))).hasSize(2);
  }
}
