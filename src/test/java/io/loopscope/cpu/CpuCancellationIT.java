package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.loopscope.LabTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@LabTest
class CpuCancellationIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path dumps;
  @LocalServerPort private int port;

  private final AtomicInteger dump = new AtomicInteger();

  /** Work of half a minute, so that it cannot have ended by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {"cooperative", "single", "parallel", "bounded-elastic", "virtual-threads"})
  void stopsWorkingOnceTheClientIsGone(String on) throws IOException {
    try (Socket client = new Socket("127.0.0.1", port)) {
      client
          .getOutputStream()
          .write(
              "GET /api/cpu/primes?units=30000&on=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .formatted(on)
                  .getBytes(US_ASCII));
      await().atMost(SOON).until(this::isWorking);
    }
    await().atMost(SOON).during(Duration.ofMillis(500)).until(() -> !isWorking());
  }

  private boolean isWorking() throws IOException {
    Path file = dumps.resolve("threads-" + dump.getAndIncrement());
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
    return Files.readString(file).contains(Primes.class.getName());
  }
}
