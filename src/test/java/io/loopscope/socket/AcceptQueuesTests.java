package io.loopscope.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AcceptQueuesTests {
  private static final String TCP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000015 00:00000000 00000000     0        0 1213 1 00000000aa0708c9 100 0 0 10 0
         1: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1214 1 00000000aa0708c8 100 0 0 10 0
         2: 0100007F:1F91 0100007F:9C40 01 00000000:00000FFF 00:00000000 00000000     0        0 1215 1 00000000aa0708c7 100 0 0 10 0
      """;
  private static final String TCP6 =
      """
        sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0000000000000000FFFF00000100007F:1F90 00000000000000000000000000000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 2213 1 00000000aa0708c6 100 0 0 10 0
         1: 0000000000000000FFFF00000100007F:1F92 00000000000000000000000000000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 2214 1 00000000aa0708c5 100 0 0 10 0
      """;

  @TempDir Path proc;
  private AcceptQueues queues = new AcceptQueues(Path.of("nowhere"));

  @BeforeEach
  void writeTables() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.createDirectories(proc.resolve("sys/net/core"));
    Files.writeString(proc.resolve("net/tcp"), TCP);
    Files.writeString(proc.resolve("sys/net/core/somaxconn"), "4096\n");
    queues = new AcceptQueues(proc);
  }

  @Test
  void readsTheQueueOfAListeningSocket() {
    assertThat(queues.length(8080)).isEqualTo(KernelReading.of(21));
    assertThat(queues.length(2024)).isEqualTo(KernelReading.of(0));
  }

  @Test
  void addsTheSocketsThatShareAPort() throws IOException {
    Files.writeString(proc.resolve("net/tcp6"), TCP6);
    assertThat(queues.length(8080)).isEqualTo(KernelReading.of(23));
    assertThat(queues.length(8082)).isEqualTo(KernelReading.of(3));
  }

  @Test
  void takesNoConnectionForAListeningSocket() {
    assertThat(queues.length(8081)).isEqualTo(KernelReading.UNAVAILABLE);
  }

  @Test
  void stopsReadingBehindTheListeningSockets() throws IOException {
    Files.writeString(proc.resolve("net/tcp"), TCP + "sockets of another state");
    assertThat(queues.length(8081)).isEqualTo(KernelReading.UNAVAILABLE);
  }

  @Test
  void limitsTheQueueToWhatWasAskedForAndToWhatTheKernelAllows() {
    assertThat(queues.limit(1024)).isEqualTo(KernelReading.of(1024));
    assertThat(queues.limit(10_000)).isEqualTo(KernelReading.of(4096));
  }

  @Test
  void isUnknownWhereTheKernelReportsNothing() {
    AcceptQueues elsewhere = new AcceptQueues(proc.resolve("missing"));
    assertThat(elsewhere.length(8080)).hasToString("unavailable");
    assertThat(elsewhere.limit(1024)).hasToString("unavailable");
    assertThat(elsewhere.limit(1024).orNaN()).isNaN();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsConnectionsThatWereNotAccepted() throws IOException {
    AcceptQueues kernel = new AcceptQueues(Path.of("/proc"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 5, loopback);
        Socket first = new Socket(loopback, server.getLocalPort());
        Socket second = new Socket(loopback, server.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      await()
          .untilAsserted(
              () ->
                  assertThat(kernel.length(server.getLocalPort())).isEqualTo(KernelReading.of(2)));
      server.accept().close();
      await()
          .untilAsserted(
              () ->
                  assertThat(kernel.length(server.getLocalPort())).isEqualTo(KernelReading.of(1)));
    }
  }
}
