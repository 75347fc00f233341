package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.MonitorFixture;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.plane.Transport;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an outlet or a listener throws does not end the monitor. */
class LoopMonitorAfterErrorsTests {
  private static final long MS = 1_000_000;

  static Stream<Throwable> errors() {
    return Stream.of(
        new OutOfMemoryError("on purpose"),
        new StackOverflowError("on purpose"),
        new NoClassDefFoundError("on purpose"),
        new IllegalStateException("on purpose"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void goesOnAfterWhatIsDoneEveryTickFailed(Throwable error) {
    AtomicReference<Throwable> next = new AtomicReference<>();
    try (MonitorFixture monitored =
        new MonitorFixture(1, Transport.AUTO, System::nanoTime, () -> fail(next))) {
      next.set(error);
      await().until(() -> monitored.judge.restarts() == 1);

      findsABlock(monitored);
      assertThat(monitored.judge.restarts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void goesOnAfterAListenerFailedAndCountsThat(Throwable error) {
    AtomicReference<Throwable> next = new AtomicReference<>(error);
    BlockListener failing = block -> fail(next);
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO, failing)) {
      findsABlock(monitored);
      findsABlock(monitored);

      assertThat(monitored.judge.restarts() + monitored.verdicts.failures()).isPositive();
      assertThat(monitored.blocks).extracting(Block::id).doesNotHaveDuplicates();
    }
  }

  private static void findsABlock(MonitorFixture monitored) {
    int before = monitored.blocks.size();
    try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
      await().until(() -> held.loop().awakeNanos() > 100 * MS);
    }
    await().until(() -> monitored.blocks.size() > before);
    await().until(() -> monitored.verdicts.newestFirst().stream().noneMatch(Block::ongoing));
  }

  private static void fail(AtomicReference<Throwable> next) {
    switch (next.getAndSet(null)) {
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      case null, default -> {}
    }
  }
}
