package io.loopscope.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A real worker as a child of the tests. */
@TestMethodOrder(OrderAnnotation.class)
class SupervisedChildIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PRIMES = "{\"workload\":\"primes\",\"units\":1}";
  private static final ChildProcesses CHILDREN =
      new ChildProcesses(SOON, RestartBackoff.DEFAULT, new SimpleMeterRegistry());

  private static ProcessAddress address = new ProcessAddress(URI.create("http://127.0.0.1"), null);

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startOne() {
    CHILDREN.start();
    address =
        CHILDREN
            .child(
                "worker",
                HeapOptions.serial(DataSize.ofMegabytes(128)),
                List.of("--loopscope.limits.units=5"))
            .address()
            .block(SOON);
  }

  @AfterAll
  static void leaveNone() {
    CHILDREN.stop();
  }

  @Test
  void worksForRequestsWithTheToken() throws Exception {
    HttpResponse<String> answer = post("/work", "Bearer " + address.token(), PRIMES);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1d6e14fb3");
    assertThat(answer.headers().firstValue("Loopscope-Thread").orElseThrow())
        .matches("worker \\d+ parallel-\\d+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer 0123456789abcdef", "Basic eA=="})
  void refusesRequestsWithoutTheToken(String authorization) throws Exception {
    for (String path : List.of("/work", "/", "/no/such/path")) {
      HttpResponse<String> answer = post(path, authorization, PRIMES);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(answer.body()).contains("\"status\":401").doesNotContain(address.token());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"workload\":\"primes\",\"units\":6}",
        "{\"workload\":\"sorting\"}",
        "[]",
        "nonsense"
      })
  void refusesWorkThatIsNone(String order) throws Exception {
    HttpResponse<String> answer = post("/work", "Bearer " + address.token(), order);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void isGoneWithTheLastOfThem() throws Exception {
    String thread =
        post("/work", "Bearer " + address.token(), PRIMES)
            .headers()
            .firstValue("Loopscope-Thread")
            .orElseThrow();
    long pid = ProcessTable.worker(thread);
    assertThat(ProcessTable.isRunning(pid)).isTrue();

    CHILDREN.stop();

    assertThat(ProcessTable.isRunning(pid)).isFalse();
  }

  private HttpResponse<String> post(String path, String authorization, String order)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.url().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
