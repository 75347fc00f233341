package io.loopscope.eventloop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HandoverTests {
  private final List<Block> told = new CopyOnWriteArrayList<>();

  @Test
  void passesBlocksOnInOrderOnAThreadOfItsOwn() {
    List<String> threads = new CopyOnWriteArrayList<>();
    try (Handover handover =
        new Handover(
            "block-handler",
            block -> {
              threads.add(Thread.currentThread().getName());
              told.add(block);
            })) {
      handover.start();
      handover.onBlock(Blocks.ongoing(1, "a", 25));
      handover.onBlock(Blocks.finished(1, "a", 30));

      await().until(() -> told.size() == 2);
      assertThat(told).extracting(Block::ongoing).containsExactly(true, false);
      assertThat(threads).containsOnly("block-handler");
    }
  }

  @Test
  void neverWaitsForAListenerThatHangsAndCountsWhatItDropped() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Handover handover =
        new Handover(
            "block-handler",
            block -> {
              hanging.countDown();
              hold(end);
              told.add(block);
            })) {
      handover.start();
      handover.onBlock(Blocks.finished("a", 30));
      assertThat(hanging.await(10, SECONDS)).isTrue();
      for (int i = 0; i < Handover.CAPACITY + 10; i++) {
        handover.onBlock(Blocks.finished("a", 30));
      }

      assertThat(handover.dropped()).isEqualTo(10);
      end.countDown();
      await().until(() -> told.size() == Handover.CAPACITY + 1);
    }
  }

  @Test
  void passesOnTheNextBlockAfterAListenerThrew() {
    try (Handover handover =
        new Handover(
            "block-handler",
            block -> {
              if (told.isEmpty()) {
                told.add(block);
                throw new AssertionError("on purpose");
              }
              told.add(block);
            })) {
      handover.start();
      handover.onBlock(Blocks.finished("a", 30));
      handover.onBlock(Blocks.finished("a", 30));

      await().until(() -> told.size() == 2);
      assertThat(handover.failures()).isEqualTo(1);
    }
  }

  @Test
  void outlivesAListenerThatInterruptsIt() {
    try (Handover handover =
        new Handover(
            "block-handler",
            block -> {
              told.add(block);
              Thread.currentThread().interrupt();
            })) {
      handover.start();
      handover.onBlock(Blocks.finished("a", 30));
      handover.onBlock(Blocks.finished("a", 30));

      await().until(() -> told.size() == 2);
    }
  }

  @Test
  void leavesNoThreadBehind() {
    Handover handover = new Handover("left-behind", told::add);
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
