package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.loopscope.LabTest;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers read who ask for what makes no sense. */
@LabTest
class NonsenseRequestIT extends OverASocket {
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
  void answersAProblemForEveryAcceptHeader(String accept, String path, int status)
      throws IOException {
    assertIsProblem(answer("GET " + path, "Accept: " + accept + "\r\n"), status);
  }
}
