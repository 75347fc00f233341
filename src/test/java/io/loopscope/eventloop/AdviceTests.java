package io.loopscope.eventloop;

import static io.loopscope.eventloop.Cause.CONTENTION;
import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.FLOOD;
import static io.loopscope.eventloop.Cause.PAUSE;
import static io.loopscope.eventloop.Cause.UNKNOWN;
import static io.loopscope.eventloop.Cause.WAIT;
import static java.lang.Thread.State.RUNNABLE;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPMDCAdapter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The advice on stacks of threads that really do it. */
class AdviceTests {
  private static final String NETTY = "io.netty.channel.nio.NioIoHandler.processSelectedKey";
  private static final String APP = "com.acme.Orders.load";

  @Test
  void onSleeping() {
    assertAdvice(WAIT, () -> Shop.order(() -> sleep()), "java.lang.Thread.sleep")
        .startsWith("Thread.sleep stops everybody");
  }

  @Test
  void onBlockingForAPublisher() {
    assertAdvice(
            WAIT, () -> Shop.order(() -> Mono.never().block()), "jdk.internal.misc.Unsafe.park")
        .startsWith("block() parks the loop");
  }

  @Test
  void onARegularExpressionThatBacktracks() {
    Pattern evil = Pattern.compile("(.*,){12}x");
    String text = "a,".repeat(22);

    assertAdvice(CPU, busy(() -> evil.matcher(text).matches()), "java.util.regex.")
        .startsWith("A regular expression was being matched");
  }

  @Test
  void onAPasswordHash() {
    PBEKeySpec password = new PBEKeySpec("secret".toCharArray(), new byte[16], 100_000, 256);

    assertAdvice(
            CPU,
            busy(
                () ->
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(password)),
            "com.sun.crypto.provider.PBKDF2")
        .startsWith("A password hash is expensive on purpose");
  }

  @Test
  void onJson() {
    JsonMapper mapper = JsonMapper.builder().build();
    int[] numbers = IntStream.range(0, 200_000).toArray();
    String loadsItsClasses = mapper.writeValueAsString(numbers);
    assertThat(loadsItsClasses).endsWith("199999]");

    assertAdvice(CPU, busy(() -> mapper.writeValueAsString(numbers)), "tools.jackson.")
        .startsWith("JSON was being read or written: if it is large");
  }

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
  void onFutures() {
    assertAdvice(
            WAIT,
            () -> Shop.order(() -> new FutureTask<>(() -> "").get()),
            "java.util.concurrent.FutureTask.get")
        .startsWith("The loop waited for another thread's result");
    assertAdvice(
            WAIT,
            () -> Shop.order(() -> new CompletableFuture<>().join()),
            "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited for another thread's result");
    assertAdvice(WAIT, () -> Shop.order(() -> awaitLatch()), "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited for another thread's result");
  }

  @Test
  void onAQueue() {
    assertAdvice(
            WAIT,
            () -> Shop.order(() -> new LinkedBlockingQueue<>().take()),
            "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited at a blocking queue");
  }

  @Test
  void onASynchronizedPool() {
    Shop.ConnectionPool pool = new Shop.ConnectionPool();

    synchronized (pool) {
      assertAdvice(WAIT, pool::borrow, "com.example.shop.Shop$ConnectionPool.borrow")
          .startsWith("The loop waited at a pool's lock");
    }
  }

  @Test
  void onContendedLocks() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    assertAdvice(
            WAIT,
            () ->
                Shop.order(
                    () -> {
                      lock.lockInterruptibly();
                      return lock;
                    }),
            "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited for a lock");
    lock.unlock();

    Object monitor = new Object();
    synchronized (monitor) {
      assertAdvice(
              WAIT,
              () ->
                  Shop.order(
                      () -> {
                        synchronized (monitor) {
                          return monitor;
                        }
                      }),
              "com.example.shop.Shop.order")
          .startsWith("The loop waited for a lock");
    }
  }

  @Test
  void onSecureRandom() {
    SecureRandom random = new SecureRandom();
    byte[] bytes = new byte[1 << 20];

    assertAdvice(
            CPU,
            busy(
                () -> {
                  random.nextBytes(bytes);
                  return bytes;
                }),
            "java.security.SecureRandom.nextBytes")
        .startsWith("SecureRandom may wait");
  }

  @Test
  void onCompression() {
    byte[] text = new byte[1 << 22];
    byte[] deflated = new byte[1 << 22];

    assertAdvice(CPU, busy(() -> deflate(text, deflated)), "java.util.zip.Deflater.deflate")
        .startsWith("Compression or image coding");
  }

  @Test
  void onALogAppenderThatCannotWrite() throws IOException {
    try (PipedInputStream nobodyReads = new PipedInputStream(16);
        PipedOutputStream full = new PipedOutputStream(nobodyReads)) {
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

  @Test
  void onAnExplicitGarbageCollectionThoughTheWholeJvmStoodStill() {
    StackSamples samples =
        Seen.stack(RUNNABLE, "java.lang.Runtime.gc!", "java.lang.System.gc", APP);

    assertThat(Advice.on(PAUSE, samples).orElseThrow())
        .startsWith("System.gc() was called on the loop");
  }

  @Test
  void onAClassThatIsBeingInitialised() {
    CountDownLatch end = new CountDownLatch(1);
    Shop.Catalogue.Loading.with(() -> awaitUninterrupted(end));

    assertAdvice(
            WAIT,
            () -> Shop.order(Shop.Catalogue::size),
            "java.util.concurrent.CountDownLatch.await")
        .startsWith("A class was being loaded or initialised");
    end.countDown();
  }

  @Test
  void onAComputationInGeneral() {
    assertAdvice(CPU, Shop::count, "com.example.shop.Shop.count")
        .startsWith("A computation held the loop");
    assertThat(Advice.on(CPU, new StackSamples())).hasValueSatisfying(this::aboutComputation);
  }

  @Test
  void onFrameworkCodeThatComputes() {
    assertThat(Advice.on(CPU, Seen.stack(RUNNABLE, "java.util.HashMap.put", NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: look at what the framework is given");
  }

  @Test
  void onAWaitInGeneral() {
    assertThat(Advice.on(WAIT, Seen.stack(RUNNABLE, "com.acme.Native.call!")).orElseThrow())
        .startsWith("Something waited on the loop");
  }

  @Test
  void onAPauseBlamesNobodyOnTheLoop() {
    assertThat(Advice.on(PAUSE, Seen.stack(RUNNABLE, NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: the whole JVM stood still")
        .contains("garbage collection");
    assertThat(Advice.on(PAUSE, Seen.stack(RUNNABLE, "java.util.regex.Pattern.x", APP)))
        .hasValueSatisfying(
            advice ->
                assertThat(advice)
                    .startsWith("The code on the loop is not to blame: the whole JVM"));
    assertThat(Advice.on(PAUSE, new StackSamples()).orElseThrow())
        .startsWith("The code on the loop is not to blame");
  }

  @Test
  void onALackOfCpuNamesLimitsAndNeighbours() {
    assertThat(Advice.on(CONTENTION, Seen.stack(RUNNABLE, NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: ")
        .contains("CPU limits", "noisy neighbours");
    assertThat(Advice.on(CONTENTION, Seen.stack(RUNNABLE, APP)).orElseThrow())
        .startsWith("The code on the loop is not to blame: ");
  }

  @Test
  void onAFlood() {
    assertThat(Advice.on(FLOOD, Seen.stack(RUNNABLE, APP)).orElseThrow())
        .startsWith("Many short tasks took the loop together");
  }

  @Test
  void isNotGivenIfTooLittleWasSeen() {
    assertThat(Advice.on(UNKNOWN, new StackSamples())).isEmpty();
    assertThat(Advice.on(UNKNOWN, Seen.stack(RUNNABLE, APP))).isEmpty();
  }

  @Test
  void onAnUnknownCauseLooksAroundIfTheApplicationWasNotThere() {
    assertThat(Advice.on(UNKNOWN, Seen.stack(RUNNABLE, NETTY)))
        .contains(
            "No application frame on the loop: look at garbage collection, CPU limits and noisy"
                + " neighbours.");
  }

  private void aboutComputation(String advice) {
    assertThat(advice).startsWith("A computation held the loop");
  }

  private static AbstractStringAssert<?> assertAdvice(Cause cause, Callable<?> work, String frame) {
    StackSamples samples = Seen.doing(work, frame);
    return assertThat(Advice.on(cause, samples).orElse("none")).as("%s", samples.merged());
  }

  private static Callable<Object> busy(Callable<?> work) {
    return () -> {
      Shop.keepBusy(work);
      return "";
    };
  }

  private static Object sleep() throws InterruptedException {
    Thread.sleep(30_000);
    return "";
  }

  private static Object awaitLatch() throws InterruptedException {
    new CountDownLatch(1).await();
    return "";
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int deflate(byte[] text, byte[] deflated) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(text);
      return deflater.deflate(deflated);
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
