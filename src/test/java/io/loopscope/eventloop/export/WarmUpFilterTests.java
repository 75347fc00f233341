package io.loopscope.eventloop.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockFixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarmUpFilterTests {
  private final AtomicLong time = new AtomicLong();
  private final List<Double> passed = new ArrayList<>();
  private final WarmUpFilter listener =
      new WarmUpFilter(Duration.ofSeconds(10), block -> passed.add(block.durationMs()), time::get);

  @Test
  void keepsShortBlocksOfTheFirstSecondsToItself() {
    listener.onBlock(block(80));
    time.set(Duration.ofSeconds(10).toNanos());
    listener.onBlock(block(90));

    assertThat(passed).containsExactly(90.0);
  }

  @Test
  void passesLongOnesOnFromTheStart() {
    listener.onBlock(block(1_200));

    assertThat(passed).containsExactly(1_200.0);
  }

  private static Block block(double ms) {
    return BlockFixtures.finished("Primes.count", ms);
  }
}
