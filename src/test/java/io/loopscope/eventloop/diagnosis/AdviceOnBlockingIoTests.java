package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.WAIT;
import static io.loopscope.eventloop.diagnosis.RealAdvice.assertAdvice;
import static io.loopscope.eventloop.diagnosis.RealAdvice.busy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.example.shop.Shop;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPMDCAdapter;

/** The advice on stacks of threads that really wait for a network, a file or a log. */
class AdviceOnBlockingIoTests {
  @Test
  void onTheJdksHttpClient() throws IOException {
    try (ServerSocket silent = silent();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri(silent)).build();

      assertAdvice(
              WAIT,
              () -> Shop.order(() -> client.send(request, BodyHandlers.discarding())),
              "java.util.concurrent.CompletableFuture.get")
          .startsWith("A blocking HTTP client holds the loop");
      client.shutdownNow();
    }
  }

  @Test
  void onAUrlConnection() throws IOException {
    try (ServerSocket silent = silent()) {
      assertAdvice(
              WAIT,
              () -> Shop.order(() -> uri(silent).toURL().openStream()),
              "sun.nio.ch.NioSocketImpl.read")
          .startsWith("A blocking HTTP client holds the loop");
    }
  }

  @Test
  void onABlockingSocket() throws IOException {
    try (ServerSocket silent = silent();
        Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
      assertAdvice(
              WAIT,
              () -> Shop.order(() -> socket.getInputStream().read()),
              "sun.nio.ch.NioSocketImpl.read")
          .startsWith("A blocking socket was used");
    }
  }

  @Test
  void onALogAppenderThatCannotWrite() throws IOException {
    try (PipedInputStream unread = new PipedInputStream(16);
        PipedOutputStream full = new PipedOutputStream(unread)) {
      Logger log = loggerTo(full);

      assertAdvice(
              WAIT,
              () ->
                  Shop.order(
                      () -> {
                        log.info("much too long for the pipe");
                        return log;
                      }),
              "java.io.PipedInputStream.awaitSpace")
          .startsWith("A log appender was writing");
    }
  }

  @Test
  void onAFileThatIsSynced(@TempDir Path directory) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("journal").toFile(), "rwd")) {
      byte[] page = new byte[1 << 20];

      assertAdvice(
              WAIT,
              busy(
                  () -> {
                    file.seek(0);
                    file.write(page);
                    return file;
                  }),
              "java.io.RandomAccessFile.write")
          .startsWith("A file was being read or written");
    }
  }

  private static Logger loggerTo(PipedOutputStream out) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new NOPMDCAdapter());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    Logger log = context.getLogger("shop");
    log.addAppender(appender);
    return log;
  }

  private static ServerSocket silent() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static URI uri(ServerSocket server) {
    return URI.create(
        "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/");
  }
}
