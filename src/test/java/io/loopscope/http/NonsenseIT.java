package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.loopscope.LabTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What callers read who ask for what makes no sense. */
@LabTest
@ExtendWith(OutputCaptureExtension.class)
class NonsenseIT {
  private static final String[] INSIDES = {
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

  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/cpu/primes?on=moon                     | on                | event-loop, cooperative,
          /api/cpu/matrix?impl=fast                   | impl              | naive, library
          /api/io/wait?until=tomorrow                 | until             | first-completed, first-e
          /api/io/blocking?on=single                  | on                | event-loop, parallel, bo
          /api/io/gather?return-exceptions=maybe      | return-exceptions | true, false
          /api/io/gather?calls=many                   | calls             | a whole number
          /api/io/gather?calls=1e3                    | calls             | a whole number
          /api/io/gather?calls=0                      | calls             | 1..1000
          /api/io/gather?calls=-1                     | calls             | 1..1000
          /api/io/gather?calls=99999999999            | calls             | a whole number
          /api/io/gather?concurrency=0                | concurrency       | 1..1000
          /api/io/gather?fail=6                       | fail              | 1..5
          /api/cpu/hash?units=2147483648              | units             | a whole number
          /api/cpu/hash?units=30001                   | units             | 1..30000
          /api/io/call?delay=soon                     | delay             | 200ms, 2s, 50ms..250ms
          /api/io/call?delay=-5ms                     | delay             | 200ms, 2s, 50ms..250ms
          /api/io/call?delay=10s..1s                  | delay             | 200ms, 2s, 50ms..250ms
          /api/io/call?delay=5ms:0,1ms:1              | delay             | 200ms, 2s, 50ms..250ms
          /api/io/call?delay=5ms,,5ms                 | delay             | 200ms, 2s, 50ms..250ms
          /api/io/call?delay=61s                      | delay             | at most 60s
          /api/io/call?delay=99999999999999999999s    | delay             | 200ms, 2s, 50ms..250ms
          /api/io/wait-for?timeout=0ms                | timeout           | 1ms to 60s
          /api/io/wait-for?timeout=-1s                | timeout           | 200ms, 2s
          /api/io/wait-for?timeout=9223372036854775s  | timeout           | 200ms, 2s
          /api/io/wait-for?timeout=PT1S               | timeout           | 200ms, 2s
          /api/io/wait?timeout=soon                   | timeout           | 200ms, 2s
          /api/stream/ticks?every=9ms                 | every             | 10ms to 60s
          /api/stream/ticks?every=106751991167301d    | every             | 200ms, 2s
          /api/files/1XB                              | size              | 1B to 256MB
          /api/files/99999999999999999999             | size              | 1B to 256MB
          /api/files/..%2f..%2fetc%2fpasswd           | size              | 1B to 256MB
          /api/cpu/primes?units=1&units=2             | units             | one value
          /api/io/call?delay=1ms&delay=2ms            | delay             | one value
          /api/cpu/primes?units=                      | units             | a value
          /api/io/gather?concurrency                  | concurrency       | a value
          /api/cpu/primes?unit=3                      | unit              | parameters units, on
          /api/ping?loop=1                            | loop              | no parameters here
          /api?format=html                            | format            | no parameters here
          /api/openapi?group=all                      | group             | no parameters here
          /api/ping?%00%ff=%00                        | %s                | no parameters here
          """)
  void namesTheParameterAndWhatIsAllowed(String path, String parameter, String allowed)
      throws IOException {
    RawAnswer answer = answer("GET " + path, "");

    assertIsProblem(answer, 400);
    String name = parameter.equals("%s") ? "\u0000\ufffd" : parameter;
    assertThat(JsonPath.<String>read(answer.body(), "$.parameter")).isEqualTo(name);
    assertThat(JsonPath.<String>read(answer.body(), "$.allowed")).startsWith(allowed);
    assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(name, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /api/none                 | 404 | GET /api lists what there is
          GET /none                     | 404 | GET /api lists what there is
          GET /api/ping/                | 404 | GET /api lists what there is
          GET //api//ping               | 404 | GET /api lists what there is
          GET /API/PING                 | 404 | GET /api lists what there is
          GET /api/../../etc/passwd     | 404 | GET /api lists what there is
          GET /%2e%2e/%2e%2e/etc/passwd | 404 | GET /api lists what there is
          GET /actuator/env             | 404 | GET /api lists what there is
          GET /api/cpu/sorting          | 404 | known ones: primes, hash, deflate, matrix, mandelbrot
          GET /api/cpu/sorting?a=1&a=2  | 404 | known ones: primes, hash, deflate, matrix, mandelbrot
          GET /api/tasks/none           | 404 | no task has this id
          GET /api/tasks/%ff%fe%00      | 404 | no task has this id
          DELETE /api/tasks/none        | 404 | no task has this id
          POST /api/loops/http-99/run   | 404 | http-0, http-1
          POST /api/loops/../run        | 404 | http-0, http-1
          POST /api/loops/console-0/run | 403 | http-0, http-1
          GET /api/stream/echo          | 400 | this is a WebSocket
          """)
  void saysWhatThereIsInstead(String request, int status, String detail) throws IOException {
    RawAnswer answer = answer(request, "");

    assertIsProblem(answer, status);
    assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE /api/cpu/primes     | GET
          PUT /api/ping              | GET
          BREW /api/ping             | GET
          TRACE /api/ping            | GET
          GET /api/loops/http-0/run  | POST
          POST /api/io/call          | GET
          POST /api/stream/ticks     | GET
          POST /api/stream/echo      | GET
          PATCH /api/tasks           | POST
          POST /api/tasks/1          | DELETE
          POST /api                  | GET
          """)
  void saysWhichMethodsAreAllowed(String request, String allowed) throws IOException {
    RawAnswer answer = answer(request, "Content-Length: 0\r\n");

    assertIsProblem(answer, 405);
    assertThat(answer.headers().get("allow")).contains(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/ping                   | application/xml  | application/json, text/plain
          /api/ping                   | nonsense         | application/json, text/plain
          /api/ping                   | ///;;;,,,        | application/json, text/plain
          /api/cpu/primes             | image/png        | application/json, text/plain
          /api/stream/ticks           | application/json | text/event-stream
          /api/files/1KB              | text/html        | application/octet-stream
          /api/io/as-completed        | image/png        | application/x-ndjson, text/event-stream
          """)
  void saysWhatCanBeAccepted(String path, String accept, String possible) throws IOException {
    RawAnswer answer = answer("GET " + path, "Accept: " + accept + "\r\n");

    assertIsProblem(answer, 406);
    assertThat(answer.headers().get("accept")).startsWith(possible);
    assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(possible);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, /api/cpu/sorting, 404",
    "image/png, /api/cpu/mandelbrot?units=0, 400",
    "text/plain, /api/io/call?delay=soon, 400",
    "text/event-stream, /api/stream/ticks?every=0s, 400"
  })
  void answersAProblemWhateverTheCallerAccepts(String accept, String path, int status)
      throws IOException {
    assertIsProblem(answer("GET " + path, "Accept: " + accept + "\r\n"), status);
  }

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
          application/json               | {}                          | 400 | work=
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

  /** These never get as far as a handler: the server answers, in its own few words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /api/cpu/primes?units=%zz HTTP/1.1                         | 400
          GET /api/%zz HTTP/1.1                                          | 400
          GET /api/tasks/<script>alert(1)</script> HTTP/1.1              | 400
          GET /api/ping                                                  | 400
          GET                                                            | 400
          nonsense                                                       | 400
          PRI * HTTP/2.0                                                 | 400
          GET /api/ping?x={20000} HTTP/1.1                               | 414
          GET /api/ping HTTP/1.1~X: {20000}                              | 431
          GET /api/ping HTTP/1.1~no colon                                | 400
          POST /api/tasks HTTP/1.1~Content-Length: -5                    | 400
          POST /api/tasks HTTP/1.1~Content-Length: 5~Content-Length: 6   | 400
          """)
  void answersWhatIsHardlyHttp(String request, int status) throws IOException {
    String lines = request.replace("{20000}", "a".repeat(20_000)).replace("~", "\r\n");
    RawAnswer answer = RawAnswer.to(bytes(lines + "\r\nConnection: close\r\n\r\n"), port);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain(INSIDES);
  }

  @Test
  void answersATlsHello() throws IOException {
    byte[] hello = HexFormat.of().parseHex("16030100c8010000c40303" + "00".repeat(193) + "0a");

    assertThat(RawAnswer.to(hello, port).status()).isEqualTo(400);
  }

  @Test
  void answersABodyThatIsNotChunkedAsItSays() throws IOException {
    String request =
        "POST /api/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n";

    assertThat(RawAnswer.to(bytes(request), port).status()).isEqualTo(400);
  }

  @Test
  void answersAnOldClient() throws IOException {
    RawAnswer answer = RawAnswer.to(bytes("GET /api/ping HTTP/1.0\r\n\r\n"), port);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"pong\":true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api | a b/<>
          /api | $(reboot)
          /api | ";reboot;"
          /api | a;reboot
          /api | a'b
          /    | $(reboot)
          /    | a@b
          """)
  void putsNoStrangeHostIntoLinksAndCommands(String path, String host) throws IOException {
    RawAnswer answer =
        RawAnswer.to(
            bytes("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"),
            port);

    assertIsProblem(answer, 400);
    assertThat(answer.body()).contains("the Host header must be like localhost:8080");
  }

  @Test
  void logsNothingAboutAClientThatGoesAwayBeforeItSentAll(CapturedOutput output)
      throws IOException {
    String request =
        "POST /api/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n{";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes(request));
    }

    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(output).doesNotContain("Failed POST"));
  }

  private void assertRefusesBody(String headers, String body, int status, String detail)
      throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    RawAnswer answer =
        answer("POST /api/tasks", headers + "Content-Length: " + length + "\r\n", body);

    assertIsProblem(answer, status);
    assertThat(JsonPath.<String>read(answer.body(), "$.detail")).contains(detail);
  }

  private RawAnswer answer(String request, String headers) throws IOException {
    return answer(request, headers, "");
  }

  private RawAnswer answer(String request, String headers, String body) throws IOException {
    String head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    return RawAnswer.to(bytes(request + head + headers + "\r\n" + body), port);
  }

  private static void assertIsProblem(RawAnswer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.body()).doesNotContain(INSIDES);
    assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(status);
    assertThat(JsonPath.<String>read(answer.body(), "$.title")).isNotEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
