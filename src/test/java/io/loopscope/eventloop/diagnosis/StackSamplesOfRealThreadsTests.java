package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.example.shop.Shop;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.account.TimeSlice;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.resources.LoopResources;

/** What samples of the stacks of real threads and real loops say. */
class StackSamplesOfRealThreadsTests {
  @Test
  void seesAComputationOfARealThread() {
    StackSamples seen = ThreadStacks.doing(Shop::count, "com.example.shop.Shop.count");

    assertThat(seen.culprit(TimeSlice::totalNanos)).contains("Shop.count");
    assertThat(seen.shareWaiting()).isZero();
    assertThat(seen.merged().getFirst()).endsWith(" of 8 samples, RUNNABLE:");
  }

  @Test
  void seesTheMethodThatALambdaIsWrittenInOfARealThread() {
    StackSamples seen =
        ThreadStacks.doing(
            () -> {
              Shop.orderLater(() -> sleep());
              return null;
            },
            "java.lang.Thread.sleep");

    assertThat(seen.culprit(TimeSlice::totalNanos)).contains("Shop.orderLater");
    assertThat(seen.shareWaiting()).isEqualTo(1);
  }

  @Test
  void seesARealSocketReadWait() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
      StackSamples seen =
          ThreadStacks.doing(() -> Shop.order(() -> socket.getInputStream().read()), "sun.nio.ch.");

      assertThat(seen.shareWaiting()).isEqualTo(1);
      assertThat(seen.culprit(TimeSlice::totalNanos)).contains("Shop.order");
    }
  }

  @Test
  void seesARealAcceptWait() throws IOException {
    try (ServerSocket lonely = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackSamples seen = ThreadStacks.doing(() -> Shop.order(lonely::accept), "sun.nio.ch.Net.");

      assertThat(seen.shareWaiting()).isEqualTo(1);
    }
  }

  @Test
  void seesARealSelectorOfTheApplicationsOwnWait() throws IOException {
    try (Selector selector = Selector.open()) {
      StackSamples seen =
          ThreadStacks.doing(() -> Shop.order(selector::select), "sun.nio.ch.Selector");

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
          StackSamples seen = ThreadStacks.on(thread(loop), "com.example.shop.Shop.count");
          thread(loop).interrupt();

          assertThat(seen.culprit(TimeSlice::totalNanos)).contains("Shop.count");
          assertThat(seen.merged()).anyMatch(line -> line.contains("ThreadExecutorMap$"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void doesNotSayThatARealIdleLoopWaits(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          StackSamples seen =
              ThreadStacks.on(
                  thread(loop), "io.loopscope.eventloop.clock.InstrumentedEventLoop.runIo");

          assertThat(seen.hasApplicationFrame()).isFalse();
          assertThat(seen.shareWaiting()).isZero();
        });
  }

  private static void onOneLoop(Transport transport, Consumer<WatchedLoop> test) {
    assumeTrue(transport.isAvailable(), () -> "no " + transport + " here");
    LoopRegistry loops = new MonitoredLoops();
    LoopResources resources = transport.resources(loops, "test", 1);
    try {
      test.accept(loops.group("test").getFirst());
    } finally {
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }
  }

  private static Thread thread(WatchedLoop loop) {
    loop.execute(() -> {});
    return await().until(loop::thread, Optional::isPresent).orElseThrow();
  }

  private static Object sleep() throws InterruptedException {
    Thread.sleep(30_000);
    return "";
  }
}
