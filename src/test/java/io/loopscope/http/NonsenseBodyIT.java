package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.loopscope.LabTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers read who send a body that makes no sense. */
@LabTest
class NonsenseBodyIT extends OverASocket {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          application/json               | nonsense                    | 400 | not JSON: line 1
          application/json               | {"work":                    | 400 | not JSON: line 1
          application/json               | {"work":"io"} {"work":"io"} | 400 | not JSON: line 1
          application/json               | {"work":NaN}                | 400 | not JSON: line 1
          application/json               | []                          | 400 | must be a JSON object
          application/json               | ``                          | 400 | a JSON body is needed
          application/json               | {}                          | 400 | work=nothing
          application/json               | {"work":"magic"}            | 400 | cpu, io
          application/json               | {"work":"io","delay":1e999} | 400 | 200ms, 2s
          application/json               | {"work":"io","dealy":"1s"}  | 400 | members work, delay
          application/json               | {"work":"cpu"}              | 400 | primes, hash, deflate
          text/plain                     | {"work":"io"}               | 415 | application/json
          application/x-www-form-urlencoded | work=io                  | 415 | application/json
          nonsense                       | {"work":"io"}               | 415 | application/json
          application/json;charset=moon  | {"work":"io"}               | 415 | application/json
          """)
  void saysWhatTheBodyMustBe(String type, String body, int status, String detail)
      throws IOException {
    assertRefusesBody("Content-Type: " + type + "\r\n", body, status, detail);
  }

  @Test
  void refusesABodyWithoutAType() throws IOException {
    assertRefusesBody("", "{}", 415, "application/json");
  }

  @Test
  void refusesABodyThatNestsTooDeeply() throws IOException {
    String type = "Content-Type: application/json\r\n";
    assertRefusesBody(type, "[".repeat(6_000), 400, "not JSON, or nests too deeply");
    assertRefusesBody(type, "{\"a\":".repeat(6_000), 400, "not JSON, or nests too deeply");
  }

  @Test
  void refusesABodyThatIsTooLarge() throws IOException {
    String type = "Content-Type: application/json\r\n";
    assertRefusesBody(type, "{\"work\":\"" + "x".repeat(66_000), 413, "too large");
  }

  private void assertRefusesBody(String headers, String body, int status, String detail)
      throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    RawAnswer answer =
        answer("POST /api/tasks", headers + "Content-Length: " + length + "\r\n", body);

    assertIsProblem(answer, status);
    assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(detail);
  }
}
