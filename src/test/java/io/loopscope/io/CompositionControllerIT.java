package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class CompositionControllerIT extends IoTest {
  /** Half of the calls are fast, the others would outlive the test. */
  private static final String FAST_OR_ENDLESS = "calls=20&delay=20ms:50,50s:50";

  @Test
  void gathersInTheTimeOfTheLongestCall() {
    DocumentContext answer = io.get("/api/io/gather?calls=5&delay=300ms");

    assertThat(IoTestClient.number(answer, "$.elapsedMs")).isBetween(300.0, 1_200.0);
    assertThat(IoTestClient.number(answer, "$.sumMs")).isGreaterThanOrEqualTo(1_500);
    assertThat(IoTestClient.number(answer, "$.longestMs"))
        .isLessThanOrEqualTo(IoTestClient.number(answer, "$.elapsedMs"));
    assertThat(answer.<List<String>>read("$.timeline[*].thread"))
        .hasSize(5)
        .allSatisfy(thread -> assertThat(thread).startsWith("http-"));
  }

  @Test
  void runsASequenceInTheSumOfItsCalls() {
    DocumentContext answer = io.get("/api/io/sequential?calls=3&delay=100ms");

    assertThat(IoTestClient.number(answer, "$.elapsedMs"))
        .isGreaterThanOrEqualTo(IoTestClient.number(answer, "$.sumMs"));
    assertThat(IoTestClient.number(answer, "$.sumMs")).isGreaterThanOrEqualTo(300);
    assertThat(IoTestClient.number(answer, "$.timeline[1].startMs"))
        .isGreaterThanOrEqualTo(IoTestClient.number(answer, "$.timeline[0].endMs"));
    assertThat(IoTestClient.number(answer, "$.timeline[2].startMs"))
        .isGreaterThanOrEqualTo(IoTestClient.number(answer, "$.timeline[1].endMs"));
  }

  @Test
  void keepsNoMoreCallsUnderWayThanTheBound() {
    io.get("/api/io/gather?calls=12&delay=50ms&concurrency=3");

    assertThat(io.stat("peak")).isEqualTo(3);
  }

  @Test
  void cancelsTheOtherCallsAtTheFirstFailure() {
    int cancelled = io.stat("cancelled");

    DocumentContext problem = io.problem("/api/io/gather?calls=5&delay=50s&fail=3", 502);

    assertThat(problem.<Integer>read("$.call")).isEqualTo(3);
    assertThat(problem.<String>read("$.detail")).contains("answered 500");
    assertThat(problem.<List<String>>read("$.timeline[*].outcome"))
        .containsExactly("cancelled", "cancelled", "failed", "cancelled", "cancelled");
    await().until(() -> io.stat("cancelled") > cancelled);
    io.awaitNoneActive();
  }

  @Test
  void returnsFailuresAsOutcomes() {
    DocumentContext answer =
        io.get("/api/io/gather?calls=3&delay=50ms&fail=2&return-exceptions=true");

    assertThat(answer.<List<String>>read("$.timeline[*].outcome"))
        .containsExactly("ok", "failed", "ok");
    assertThat(answer.<String>read("$.timeline[1].reason")).contains("answered 500");
    assertThat(IoTestClient.number(answer, "$.elapsedMs")).isGreaterThanOrEqualTo(50);
  }

  @Test
  void waitsForTheFirstCallAndCancelsThePending() {
    DocumentContext answer = io.get("/api/io/wait?" + FAST_OR_ENDLESS);

    assertThat(answer.<String>read("$.strategy")).isEqualTo("wait");
    assertThat(answer.<String>read("$.until")).isEqualTo("first-completed");
    List<Integer> done = answer.read("$.done");
    List<Integer> pending = answer.read("$.pending");
    assertThat(done).isNotEmpty();
    assertThat(pending).isNotEmpty().doesNotContainAnyElementsOf(done);
    assertThat(done.size() + pending.size()).isEqualTo(20);
    assertThat(answer.<List<Integer>>read("$.timeline[?(@.outcome=='cancelled')].call"))
        .isEqualTo(pending);
    io.awaitNoneActive();
  }

  @Test
  void waitsForTheFirstException() {
    DocumentContext answer = io.get("/api/io/wait?calls=3&delay=50s&until=first-exception&fail=2");

    assertThat(answer.<List<Integer>>read("$.done")).containsExactly(2);
    assertThat(answer.<List<Integer>>read("$.pending")).containsExactly(1, 3);
    io.awaitNoneActive();
  }

  @Test
  void waitsForAll() {
    DocumentContext answer = io.get("/api/io/wait?calls=3&delay=20ms&until=all-completed");

    assertThat(answer.<List<Integer>>read("$.done")).containsExactly(1, 2, 3);
    assertThat(answer.<List<Integer>>read("$.pending")).isEmpty();
  }

  @Test
  void endsAWaitAtItsTimeout() {
    DocumentContext answer =
        io.get("/api/io/wait?calls=3&delay=50s&until=all-completed&timeout=100ms");

    assertThat(answer.<List<Integer>>read("$.done")).isEmpty();
    assertThat(answer.<List<Integer>>read("$.pending")).containsExactly(1, 2, 3);
    io.awaitNoneActive();
  }

  @Test
  void cancelsTheCallsOfAClientThatLeaves() {
    Disposable request =
        io.client()
            .get()
            .uri("/api/io/gather?calls=5&delay=50s")
            .retrieve()
            .bodyToMono(String.class)
            .subscribe();
    await().until(() -> io.stat("active") == 5);

    request.dispose();

    io.awaitNoneActive();
  }

  @Test
  void drawsTheTimelineForATerminal() {
    String text = io.exchange("/api/io/gather?calls=2&delay=20ms", "text/plain").getResponseBody();

    assertThat(text.lines()).hasSize(3);
    assertThat(text).startsWith("gather: 2 calls in ").contains("|#").contains("ok http-");
  }
}
