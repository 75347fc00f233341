package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

class SingleCallControllerIT extends IoTest {
  @LocalManagementPort int console;

  @Test
  void awaitsACallOnALoopOfTheService() {
    DocumentContext answer = io.get("/api/io/call?delay=20ms");

    assertThat(answer.<String>read("$.strategy")).isEqualTo("call");
    assertThat(answer.<Integer>read("$.calls")).isEqualTo(1);
    assertThat(IoTestClient.number(answer, "$.elapsedMs")).isGreaterThanOrEqualTo(20);
    assertThat(answer.<String>read("$.timeline[0].thread")).startsWith("http-");
    assertThat(answer.<String>read("$.timeline[0].outcome")).isEqualTo("ok");
  }

  @Test
  void cancelsTheCallAtTheTimeout() {
    int cancelled = io.stat("cancelled");

    DocumentContext problem = io.problem("/api/io/wait-for?delay=50s&timeout=300ms", 504);

    assertThat(problem.<String>read("$.detail")).contains("300ms", "cancelled");
    await().until(() -> io.stat("cancelled") == cancelled + 1);
    io.awaitNoneActive();
  }

  @Test
  void answersBeforeTheTimeout() {
    assertThat(io.get("/api/io/wait-for?delay=20ms&timeout=10s").<String>read("$.strategy"))
        .isEqualTo("wait-for");
  }

  @Test
  void sleepsWithoutACall() {
    int started = io.stat("started");

    DocumentContext answer = io.get("/api/io/sleep?delay=50ms");

    assertThat(answer.<String>read("$.strategy")).isEqualTo("sleep");
    assertThat(IoTestClient.number(answer, "$.elapsedMs")).isGreaterThanOrEqualTo(50);
    assertThat(answer.<String>read("$.thread")).startsWith("parallel-");
    assertThat(io.stat("started")).isEqualTo(started);
  }

  @ParameterizedTest
  @CsvSource({
    "event-loop, http-",
    "parallel, parallel-",
    "bounded-elastic, bounded-elastic-",
    "virtual-threads, virtual-threads-"
  })
  void blocksTheThreadItIsPutOn(String on, String thread) {
    DocumentContext answer = io.get("/api/io/blocking?delay=50ms&on=" + on);

    assertThat(answer.<String>read("$.on")).isEqualTo(on);
    assertThat(answer.<String>read("$.thread")).startsWith(thread);
    assertThat(IoTestClient.number(answer, "$.runMs")).isGreaterThanOrEqualTo(50);
  }

  @Test
  void refusesToBlockElsewhereAndSaysWhereItMay() {
    assertThat(io.problem("/api/io/blocking?on=process", 400).<String>read("$.allowed"))
        .isEqualTo("event-loop, parallel, bounded-elastic, virtual-threads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parallel", "bounded-elastic", "virtual-threads"})
  void interruptsABlockedThreadWhenTheClientLeaves(String on) {
    Disposable request =
        io.client()
            .get()
            .uri("/api/io/blocking?delay=50s&on=" + on)
            .retrieve()
            .bodyToMono(String.class)
            .subscribe();
    await().until(() -> io.stat("active") == 1);

    request.dispose();

    io.awaitNoneActive();
  }

  @Test
  void showsItsConnectionsAndCallsToPrometheus() {
    io.get("/api/io/call?delay=1ms");

    String metrics =
        WebClient.builder()
            .baseUrl("http://127.0.0.1:" + console)
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build()
            .get()
            .uri("/actuator/prometheus")
            .retrieve()
            .bodyToMono(String.class)
            .block();

    assertThat(metrics)
        .contains("reactor_netty_connection_provider_pending_connections{")
        .contains("reactor_netty_connection_provider_active_connections{")
        .containsPattern("http_client_requests_seconds_count\\{.*uri=\"/call")
        .contains("loopscope_downstream_calls_total{state=\"finished\"}")
        .contains("loopscope_downstream_active ")
        .contains("loopscope_downstream_queued ")
        .contains("loopscope_downstream_queue_seconds_count ");
  }
}
