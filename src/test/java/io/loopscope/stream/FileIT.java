package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_OCTET_STREAM;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@LabTest
@ExtendWith(OutputCaptureExtension.class)
class FileIT {
  @Autowired WebTestClient client;
  @Autowired MeterRegistry registry;
  @LocalServerPort int port;

  @ParameterizedTest
  @CsvSource({"1, 1", "1B, 1", "1000B, 1000", "64KB, 65536", "3MB, 3145728"})
  void servesTheBytesOfThatSize(String size, int bytes) {
    assertThat(get(size, null, HttpStatus.OK).getResponseBody()).isEqualTo(content(0, bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 10, bytes 0-9/65536",
    "bytes=65530-, 65530, 6, bytes 65530-65535/65536",
    "bytes=-6, 65530, 6, bytes 65530-65535/65536",
    "bytes=100-999999, 100, 65436, bytes 100-65535/65536",
    "bytes=0-, 0, 65536, bytes 0-65535/65536"
  })
  void servesARange(String range, int position, int count, String contentRange) {
    EntityExchangeResult<byte[]> answer = get("64KB", range, HttpStatus.PARTIAL_CONTENT);
    assertThat(answer.getResponseHeaders().getFirst("Content-Range")).isEqualTo(contentRange);
    assertThat(answer.getResponseBody()).isEqualTo(content(position, count));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2"})
  void servesTheWholeForRangesItDoesNotCut(String range) {
    assertThat(get("1KB", range, HttpStatus.OK).getResponseBody()).isEqualTo(content(0, 1024));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1024-", "bytes=9-1", "bytes=x", "bytes=-0"})
  void refusesARangeThatIsNotThere(String range) {
    client
        .get()
        .uri("/api/files/1KB")
        .header("Range", range)
        .exchange()
        .expectStatus()
        .isEqualTo(416)
        .expectHeader()
        .valueEquals("Content-Range", "bytes */1024")
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON);
  }

  @Test
  void reportsTheSizeWithoutTheBytes() {
    client
        .head()
        .uri("/api/files/256MB")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentLength(256L << 20)
        .expectHeader()
        .contentType(APPLICATION_OCTET_STREAM)
        .expectHeader()
        .valueEquals("Accept-Ranges", "bytes")
        .expectBody()
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1MB", "257MB", "1TB", "999999999GB", "10mb", "big", "1.5MB"})
  void refusesABadSize(String size) {
    ProblemAnswer.of(client.get().uri("/api/files/{size}", size).exchange(), 400)
        .hasDetail(size(size) + " is not allowed; allowed: 1B to 256MB, as in 64KB, 10MB");
  }

  @Test
  void refusesOtherMethods() {
    client
        .method(HttpMethod.DELETE)
        .uri("/api/files/1MB")
        .exchange()
        .expectStatus()
        .isEqualTo(405)
        .expectHeader()
        .valueEquals("Allow", "GET");
  }

  @Test
  void holdsNoThreadForASlowClient(CapturedOutput log) throws IOException {
    get("16MB", null, HttpStatus.OK);
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        slow.add(startDownload());
      }
      assertThat(open()).isEqualTo(50);
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 20);
      client.get().uri("/api/ping").exchange().expectStatus().isOk();
      assertThat(open()).as("still unread").isEqualTo(50);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    await().untilAsserted(() -> assertThat(open()).isZero());
    assertThat(log).as("a client that goes away is no error").doesNotContain("/api/files");
  }

  private static String size(String size) {
    return "size=" + size;
  }

  private double open() {
    return registry.get("loopscope.streams").tag("kind", "file").gauge().value();
  }

  /** Reads the status line and no more. */
  private Socket startDownload() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8192);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket
        .getOutputStream()
        .write(
            "GET /api/files/16MB HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    InputStream answer = socket.getInputStream();
    assertThat(answer.readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
    return socket;
  }

  private EntityExchangeResult<byte[]> get(String size, String range, HttpStatus status) {
    return client
        .mutate()
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
        .build()
        .get()
        .uri("/api/files/{size}", size)
        .headers(
            headers -> {
              if (range != null) {
                headers.set("Range", range);
              }
            })
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(APPLICATION_OCTET_STREAM)
        .expectBody()
        .returnResult();
  }

  private static byte[] content(int position, int count) {
    byte[] content = new byte[count];
    for (int i = 0; i < count; i++) {
      content[i] = SampleFile.at(position + i);
    }
    return content;
  }
}
