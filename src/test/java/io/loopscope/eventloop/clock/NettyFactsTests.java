package io.loopscope.eventloop.clock;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.PingTraffic;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.AutoScalingEventExecutorChooserFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** What Netty itself says of a loop that is blocked, and why that is not enough. */
class NettyFactsTests {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Test
  void utilizationIsZeroInABlockThatLastsLongerThanItsWindow() {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1,
            (Executor) null,
            new AutoScalingEventExecutorChooserFactory(1, 1, 50, MILLISECONDS, 0.1, 0.9, 1, 1, 5),
            NioIoHandler.newFactory());
    try {
      CountDownLatch end = hold(group.next());
      try {
        await().pollInterval(Duration.ofMillis(5)).until(() -> utilization(group) == 0);
        await()
            .during(Duration.ofMillis(300))
            .atMost(Duration.ofSeconds(2))
            .until(() -> utilization(group) == 0);
      } finally {
        end.countDown();
      }
      await().pollInterval(Duration.ofMillis(5)).until(() -> utilization(group) == 1);
    } finally {
      group.shutdownGracefully(0, 1, SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void aFixedRateTimerCatchesUpInABurstAfterABlock() {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      EventExecutor loop = group.next();
      List<Long> runs = new CopyOnWriteArrayList<>();
      loop.scheduleAtFixedRate(() -> runs.add(System.nanoTime()), 20, 20, MILLISECONDS);
      await().until(() -> runs.size() > 2);

      CountDownLatch end = hold(loop);
      int before = runs.size();
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      end.countDown();
      await().until(() -> runs.size() > before);
      long first = runs.get(before);
      await().until(() -> System.nanoTime() - first > 100_000_000);

      assertThat(runs.stream().filter(run -> run >= first && run - first < 15_000_000).count())
          .isBetween(40L, 60L);
    } finally {
      group.shutdownGracefully(0, 1, SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void pendingTasksIsZeroInABlockHoweverManyRequestsWait() throws IOException {
    LoopResources resources = LoopResources.create("facts", 1, true);
    DisposableServer server = PingTraffic.pingServer(resources);
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        clients.add(new Socket("127.0.0.1", server.port()));
        assertThat(answer(clients.get(i))).startsWith("HTTP/1.1 200");
      }
      EventExecutor loop = resources.onServer(true).next();
      CountDownLatch end = hold(loop);
      for (Socket client : clients) {
        client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      }

      await()
          .during(Duration.ofMillis(200))
          .until(() -> ((SingleThreadEventExecutor) loop).pendingTasks() == 0);

      end.countDown();
    } finally {
      for (Socket client : clients) {
        client.close();
      }
      server.disposeNow();
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }
  }

  private static double utilization(MultiThreadIoEventLoopGroup group) {
    return group.executorUtilizations().getFirst().utilization();
  }

  private static String answer(Socket client) throws IOException {
    client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[1_000];
    return new String(answer, 0, client.getInputStream().read(answer), StandardCharsets.US_ASCII);
  }

  /** Returns once the loop is blocked; it stays so until the latch is counted down. */
  private static CountDownLatch hold(EventExecutor loop) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    loop.execute(
        () -> {
          begun.countDown();
          awaitLatch(end);
        });
    awaitLatch(begun);
    return end;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
