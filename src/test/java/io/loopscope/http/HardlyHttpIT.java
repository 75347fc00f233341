package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What clients get that speak HTTP badly, strangely or not to the end. */
@LabTest
@ExtendWith(OutputCaptureExtension.class)
class HardlyHttpIT extends OverASocket {
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
}
