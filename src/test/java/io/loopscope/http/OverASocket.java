package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Asks over a bare socket, through which any request can go, and checks what comes back. */
abstract class OverASocket {
  static final String[] INSIDES = {
    "Exception",
    "Error:",
    "at io.",
    "at java.",
    "Trace",
    "trace",
    "java.",
    "tools.jackson",
    "reactor."
  };

  @LocalServerPort int port;

  RawAnswer answer(String request, String headers) throws IOException {
    return answer(request, headers, "");
  }

  RawAnswer answer(String request, String headers, String body) throws IOException {
    String head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    return RawAnswer.to(bytes(request + head + headers + "\r\n" + body), port);
  }

  static void assertIsProblem(RawAnswer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.body()).doesNotContain(INSIDES);
    assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(status);
    assertThat(JsonPath.<String>read(answer.body(), "$.title")).isNotEmpty();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
