package io.loopscope.eventloop;

import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.example.shop.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.LoopResources;

class StackSamplesTests {
  private static final String NETTY = "io.netty.channel.nio.NioIoHandler.processSelectedKey";

  private final StackSamples samples = new StackSamples();

  @Test
  void blamesTheInnermostApplicationFrame() {
    add("java.lang.Math.sqrt", "com.acme.Primes.count", "com.acme.Handler.handle", NETTY);

    assertThat(samples.culprit()).contains("Primes.count");
    assertThat(samples.hasApplicationFrame()).isTrue();
  }

  @Test
  void blamesTheMethodSeenMostOften() {
    add("com.acme.A.a");
    add("com.acme.B.b");
    add("com.acme.B.lambda$b$0");
    add("com.acme.C.c");

    assertThat(samples.culprit()).contains("B.b");
  }

  @Test
  void blamesTheNewestOfSeveralSeenEquallyOften() {
    add("com.acme.A.a");
    add("com.acme.B.b");
    add("com.acme.B.b");
    add("com.acme.A.a");

    assertThat(samples.culprit()).contains("A.a");
  }

  @Test
  void countsClassesOfTheSameNameApart() {
    add("com.acme.one.A.a");
    add("com.acme.other.A.a");
    add("com.acme.B.b");
    add("com.acme.B.b");

    assertThat(samples.culprit()).contains("B.b");
  }

  @Test
  void namesTheMethodOnTopIfTheApplicationWasNeverSeen() {
    add("java.util.HashMap.put", NETTY);
    add("java.util.HashMap.put", "reactor.core.publisher.Mono.subscribe", NETTY);
    add("sun.security.ssl.SSLEngineImpl.unwrap", NETTY);

    assertThat(samples.culprit()).contains("HashMap.put");
    assertThat(samples.hasApplicationFrame()).isFalse();
  }

  @Test
  void doesNotLetSamplesWithoutTheApplicationOutvoteIt() {
    add("java.util.HashMap.put", NETTY);
    add("java.util.HashMap.put", NETTY);
    add("com.acme.A.a", NETTY);

    assertThat(samples.culprit()).contains("A.a");
  }

  @Test
  void doesNotBlameWhatStartedTheLoop() {
    add(
        "java.util.HashMap.put",
        NETTY,
        "io.netty.util.internal.ThreadExecutorMap$2.run",
        "com.acme.NamedThreads$1.run",
        "java.lang.Thread.run");

    assertThat(samples.hasApplicationFrame()).isFalse();
  }

  @Test
  void knowsNothingWithoutSamples() {
    samples.add(RUNNABLE, new StackTraceElement[0]);

    assertThat(samples.size()).isZero();
    assertThat(samples.culprit()).isEmpty();
    assertThat(samples.merged()).isEmpty();
    assertThat(samples.shareWaiting()).isNaN();
  }

  @Test
  void mergesStacksThatDifferInLinesOnly() {
    samples.add(RUNNABLE, new StackTraceElement[] {line(31), line(12)});
    samples.add(BLOCKED, new StackTraceElement[] {line(31), line(12)});
    samples.add(RUNNABLE, new StackTraceElement[] {line(32), line(12)});

    assertThat(samples.merged())
        .containsExactly(
            "2 of 3 samples, RUNNABLE:",
            "  at com.acme.Primes.count(Primes.java:32)",
            "  at com.acme.Primes.count(Primes.java:12)",
            "1 of 3 samples, BLOCKED:",
            "  at com.acme.Primes.count(Primes.java:31)",
            "  at com.acme.Primes.count(Primes.java:12)");
  }

  @Test
  void onlyCountsStacksAfterTheFirstFive() {
    for (String method : List.of("a", "b", "c", "d", "e", "f", "g", "a")) {
      add("com.acme.A." + method);
    }

    assertThat(samples.merged())
        .hasSize(11)
        .startsWith("2 of 8 samples, RUNNABLE:", "  at com.acme.A.a(File.java:7)")
        .endsWith("2 of 8 samples: other stacks");
  }

  @Test
  void spreadsTheSamplesItKeepsOverTheWholeBlock() {
    for (int i = 0; i < 1_000; i++) {
      add("com.acme.A." + (i < 500 ? "first" : "second"));
    }

    assertThat(samples.size()).isBetween(12, 24);
    long first = samples.size() - countOf("second");
    assertThat(first).isBetween(samples.size() / 2 - 1L, samples.size() / 2 + 1L);
  }

  @Test
  void keepsTheInnermostFrames() {
    String[] reactor = deep(100, "reactor.core.publisher.Flux.subscribe");
    reactor[40] = "com.acme.A.a";
    add(reactor);

    assertThat(samples.merged()).hasSize(66).endsWith("  ... 36 more");
    assertThat(samples.culprit()).contains("A.a");
  }

  @Test
  void findsTheApplicationBelowADeepRecursion() {
    add(deep(500, "java.util.regex.Pattern$Loop.match", "com.acme.A.a", NETTY));

    assertThat(samples.culprit()).contains("A.a");
    assertThat(samples.merged())
        .hasSize(36)
        .contains("  ... 468 more")
        .endsWith("  at com.acme.A.a(File.java:7)", "  at " + NETTY + "(File.java:7)");
  }

  @Test
  void countsAThreadThatTheJvmSaysWaitsAsWaiting() {
    samples.add(BLOCKED, Seen.frames("com.acme.A.a"));
    samples.add(WAITING, Seen.frames("java.lang.Object.wait0!", "com.acme.A.a"));
    samples.add(TIMED_WAITING, Seen.frames("java.lang.Thread.sleep0!", "com.acme.A.a"));
    samples.add(RUNNABLE, Seen.frames("com.acme.A.a"));

    assertThat(samples.shareWaiting()).isEqualTo(0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.nio.ch.SocketDispatcher.read0!",
        "sun.nio.ch.Net.poll!",
        "sun.nio.ch.Net.connect0!",
        "sun.nio.ch.Net.accept!",
        "sun.nio.ch.EPoll.wait!",
        "sun.nio.ch.UnixFileDispatcherImpl.read0!",
        "sun.nio.ch.FileDispatcherImpl.pread0!",
        "sun.nio.fs.UnixNativeDispatcher.open0!",
        "java.io.FileInputStream.readBytes!",
        "java.io.FileOutputStream.writeBytes!",
        "java.io.FileDescriptor.sync0!",
        "java.io.RandomAccessFile.readBytes0!",
        "java.net.Inet6AddressImpl.lookupAllHostAddr!",
        "java.lang.ProcessImpl.forkAndExec!"
      })
  void countsBlockingIoInNativeCodeAsWaiting(String call) {
    add(call, "java.io.InputStream.read", "com.acme.A.a", NETTY);

    assertThat(samples.shareWaiting()).isEqualTo(1);
  }

  @Test
  void doesNotCountOtherNativeCodeAsWaiting() {
    add("java.util.zip.Deflater.deflateBytesBytes!", "com.acme.A.a");
    add("java.lang.Runtime.gc!", "com.acme.A.a");
    add("java.io.FileInputStream.read", "com.acme.A.a");

    assertThat(samples.shareWaiting()).isZero();
  }

  @Test
  void doesNotTakeNettysOwnSocketsForBlockingOnes() {
    add("sun.nio.ch.SocketDispatcher.write0!", "sun.nio.ch.IOUtil.write", NETTY, "com.acme.A.a");
    add("sun.nio.ch.EPoll.wait!", "sun.nio.ch.SelectorImpl.select", NETTY);

    assertThat(samples.shareWaiting()).isZero();
  }

  @Test
  void seesAComputationOfARealThread() {
    StackSamples seen = Seen.doing(Shop::count, "com.example.shop.Shop.count");

    assertThat(seen.culprit()).contains("Shop.count");
    assertThat(seen.shareWaiting()).isZero();
    assertThat(seen.merged().getFirst()).endsWith(" of 8 samples, RUNNABLE:");
  }

  @Test
  void seesTheMethodThatALambdaIsWrittenInOfARealThread() {
    StackSamples seen =
        Seen.doing(
            () -> {
              Shop.orderLater(() -> sleep());
              return null;
            },
            "java.lang.Thread.sleep");

    assertThat(seen.culprit()).contains("Shop.orderLater");
    assertThat(seen.shareWaiting()).isEqualTo(1);
  }

  @Test
  void seesARealSocketReadWait() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
      StackSamples seen =
          Seen.doing(() -> Shop.order(() -> socket.getInputStream().read()), "sun.nio.ch.");

      assertThat(seen.shareWaiting()).isEqualTo(1);
      assertThat(seen.culprit()).contains("Shop.order");
    }
  }

  @Test
  void seesARealAcceptWait() throws IOException {
    try (ServerSocket lonely = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackSamples seen = Seen.doing(() -> Shop.order(lonely::accept), "sun.nio.ch.Net.");

      assertThat(seen.shareWaiting()).isEqualTo(1);
    }
  }

  @Test
  void seesARealSelectorOfTheApplicationsOwnWait() throws IOException {
    try (Selector selector = Selector.open()) {
      StackSamples seen = Seen.doing(() -> Shop.order(selector::select), "sun.nio.ch.Selector");

      assertThat(seen.shareWaiting()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesAComputationOnARealLoop(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          loop.execute(Shop::count);
          StackSamples seen = Seen.on(thread(loop), "com.example.shop.Shop.count");
          thread(loop).interrupt();

          assertThat(seen.culprit()).contains("Shop.count");
          assertThat(seen.merged()).anyMatch(line -> line.contains("ThreadExecutorMap$"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void doesNotSayThatARealIdleLoopWaits(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          StackSamples seen = Seen.on(thread(loop), "io.loopscope.eventloop.HookedLoop.runIo");

          assertThat(seen.hasApplicationFrame()).isFalse();
          assertThat(seen.shareWaiting()).isZero();
        });
  }

  private static void onOneLoop(Transport transport, Consumer<Loop> test) {
    assumeTrue(transport.isAvailable(), () -> "no " + transport + " here");
    Loops loops = new Loops();
    LoopResources resources = loops.resources("test", 1, transport);
    try {
      test.accept(loops.group("test").getFirst());
    } finally {
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }
  }

  private static Thread thread(Loop loop) {
    loop.execute(() -> {});
    return await().until(loop::thread, Optional::isPresent).orElseThrow();
  }

  private void add(String... calls) {
    samples.add(RUNNABLE, Seen.frames(calls));
  }

  private static Object sleep() throws InterruptedException {
    Thread.sleep(30_000);
    return "";
  }

  private static StackTraceElement line(int number) {
    return new StackTraceElement("com.acme.Primes", "count", "Primes.java", number);
  }

  private long countOf(String method) {
    return samples.merged().stream()
        .filter(line -> line.contains("samples"))
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .skip(samples.merged().get(1).contains(method) ? 0 : 1)
        .findFirst()
        .orElseThrow();
  }

  private static String[] deep(int times, String library, String... below) {
    List<String> calls = new ArrayList<>(Collections.nCopies(times, library));
    calls.addAll(List.of(below));
    return calls.toArray(String[]::new);
  }
}
