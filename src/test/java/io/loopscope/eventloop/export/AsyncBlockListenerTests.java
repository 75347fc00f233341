package io.loopscope.eventloop.export;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockFixtures;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsyncBlockListenerTests {
  private final List<Block> told = new CopyOnWriteArrayList<>();

  @Test
  void passesBlocksOnInOrderOnAThreadOfItsOwn() {
    List<String> threads = new CopyOnWriteArrayList<>();
    try (AsyncBlockListener handover =
        new AsyncBlockListener(
            "block-handler",
            block -> {
              threads.add(Thread.currentThread().getName());
              told.add(block);
            })) {
      handover.start();
      handover.onBlock(BlockFixtures.ongoing(1, "a", 25));
      handover.onBlock(BlockFixtures.finished(1, "a", 30));

      await().until(() -> told.size() == 2);
      assertThat(told).extracting(Block::ongoing).containsExactly(true, false);
      assertThat(threads).containsOnly("block-handler");
    }
  }

  @Test
  void neverWaitsForAListenerThatHangsAndCountsWhatItDropped() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (AsyncBlockListener handover =
        new AsyncBlockListener(
            "block-handler",
            block -> {
              hanging.countDown();
              hold(end);
              told.add(block);
            })) {
      handover.start();
      handover.onBlock(BlockFixtures.finished("a", 30));
      assertThat(hanging.await(10, SECONDS)).isTrue();
      for (int i = 0; i < AsyncBlockListener.CAPACITY + 10; i++) {
        handover.onBlock(BlockFixtures.finished("a", 30));
      }

      assertThat(handover.dropped()).isEqualTo(10);
      end.countDown();
      await().until(() -> told.size() == AsyncBlockListener.CAPACITY + 1);
    }
  }

  @Test
  void passesOnTheNextBlockAfterAListenerThrew() {
    try (AsyncBlockListener handover =
        new AsyncBlockListener(
            "block-handler",
            block -> {
              if (told.isEmpty()) {
                told.add(block);
                throw new AssertionError("on purpose");
              }
              told.add(block);
            })) {
      handover.start();
      handover.onBlock(BlockFixtures.finished("a", 30));
      handover.onBlock(BlockFixtures.finished("a", 30));

      await().until(() -> told.size() == 2);
      assertThat(handover.failures()).isEqualTo(1);
    }
  }

  @Test
  void countsWhatItLosesInMetrics() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (AsyncBlockListener exporter = new AsyncBlockListener("block-handler", block -> {})) {
      new LoopMetrics(
              registry,
              new LoopReadings(System::nanoTime, new MonitorControl(true, Duration.ofMillis(25))))
          .watch(exporter);
      for (int i = 0; i < AsyncBlockListener.CAPACITY + 3; i++) {
        exporter.onBlock(BlockFixtures.finished("a", 30)); // it was not started, so none is taken
      }

      assertThat(
              registry
                  .get("eventloop.export.dropped")
                  .tag("exporter", "block-handler")
                  .functionCounter()
                  .count())
          .isEqualTo(3);
      assertThat(registry.get("eventloop.export.failures").functionCounter().count()).isZero();
    }
  }

  @Test
  void outlivesAListenerThatInterruptsIt() {
    try (AsyncBlockListener handover =
        new AsyncBlockListener(
            "block-handler",
            block -> {
              told.add(block);
              Thread.currentThread().interrupt();
            })) {
      handover.start();
      handover.onBlock(BlockFixtures.finished("a", 30));
      handover.onBlock(BlockFixtures.finished("a", 30));

      await().until(() -> told.size() == 2);
    }
  }

  @Test
  void leavesNoThreadBehind() {
    AsyncBlockListener handover = new AsyncBlockListener("left-behind", told::add);
    handover.start();
    handover.close();

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("left-behind")));
  }

  private static void hold(CountDownLatch end) {
    try {
      assertThat(end.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
