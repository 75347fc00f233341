package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import io.loopscope.ProblemAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RefusalsIT extends IoTest {
  @Test
  void saysThatTheDownstreamIsFull() {
    io.resize(1, 0);

    DocumentContext answer = io.get("/api/io/gather?calls=3&delay=200ms&return-exceptions=true");

    assertThat(answer.<List<String>>read("$.timeline[*].outcome"))
        .containsExactlyInAnyOrder("ok", "failed", "failed");
    assertThat(answer.<List<String>>read("$.timeline[?(@.outcome=='failed')].reason"))
        .allSatisfy(reason -> assertThat(reason).contains("answered 503"));
  }

  @Test
  void waitsInTheQueueOfTheDownstream() {
    io.resize(1, 10);

    DocumentContext answer = io.get("/api/io/gather?calls=3&delay=100ms");

    assertThat(IoTestClient.number(answer, "$.elapsedMs")).isGreaterThanOrEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/io/call?delay=61s | delay",
        "/api/io/call?delay=soon | delay",
        "/api/io/call?dealy=1s | dealy",
        "/api/io/gather?calls=1001 | calls",
        "/api/io/gather?calls=0 | calls",
        "/api/io/gather?concurrency=0 | concurrency",
        "/api/io/gather?fail=6 | fail",
        "/api/io/gather?calls=1000&delay=60s&concurrency=2 | calls",
        "/api/io/sequential?calls=1000&delay=1s | calls",
        "/api/io/wait?until=tomorrow | until",
        "/api/io/wait?timeout=2m | timeout",
        "/api/io/wait-for?timeout=0ms | timeout",
        "/api/io/as-completed?calls=many | calls",
        "/api/io/sleep?delay=2h | delay",
      })
  void refusesWhatCostsTooMuchOrIsUnknown(String uri, String parameter) {
    assertThat(io.problem(uri, 400).<String>read("$.parameter")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "*/*"})
  void refusesWithAProblemForEveryAcceptHeader(String accept) {
    ProblemAnswer.of(
        io.service
            .get()
            .uri("/api/io/as-completed?calls=0")
            .header(HttpHeaders.ACCEPT, accept)
            .exchange(),
        400);
  }
}
