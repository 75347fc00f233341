package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class ShieldedCallsIT extends IoTest {
  @Test
  void letsTheCallGoOnAsATaskAfterTheTimeout() {
    int finished = io.stat("finished");
    int cancelled = io.stat("cancelled");

    io.service
        .get()
        .uri("/api/io/shield?delay=1s&timeout=50ms")
        .exchange()
        .expectStatus()
        .isEqualTo(504)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueMatches("Location", "/api/tasks/.+")
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("no answer within 50ms; the call goes on as a task");

    await().until(() -> io.stat("finished") == finished + 1);
    assertThat(io.stat("cancelled")).isEqualTo(cancelled);
  }

  @Test
  void answersWhenTheCallIsInTime() {
    io.service
        .get()
        .uri("/api/io/shield?delay=20ms&timeout=10s")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.strategy")
        .isEqualTo("shield");
  }
}
