package io.loopscope.eventloop.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the counters of the JVM that runs the tests. */
class HotSpotCountersTests {
  private JvmStopCounters counters;

  @BeforeEach
  void find() {
    assumeTrue(HotSpotCounters.ofThisJvm().isPresent(), "no performance data here");
    counters = HotSpotCounters.ofThisJvm().orElseThrow();
  }

  @Test
  void countACollection() {
    long stopped = counters.stoppedNanos();
    long collected = counters.collectionNanos();

    System.gc();

    await().until(() -> counters.stoppedNanos() > stopped);
    assertThat(counters.collectionNanos()).isGreaterThan(collected);
  }

  @Test
  void countASafepointThatCollectsNothing() {
    long stopped = counters.stoppedNanos();
    long collected = counters.collectionNanos();

    ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);

    await().until(() -> counters.stoppedNanos() > stopped);
    assertThat(counters.countsAllSafepoints()).isTrue();
    assertThat(counters.collectionNanos() - collected)
        .isLessThanOrEqualTo(counters.stoppedNanos() - stopped);
  }

  @Test
  void areTheBestSourceOfThisJvm() {
    assertThat(JvmStopCounters.ofThisJvm()).isInstanceOf(HotSpotCounters.class);
  }

  @Test
  void areReplacedByTheBeansOfTheCollectorsWhereThereAreNone() {
    JvmStopCounters beans = new CollectorBeans();
    System.gc();

    assertThat(beans.countsAllSafepoints()).isFalse();
    assertThat(beans.collectionNanos()).isPositive().isEqualTo(beans.stoppedNanos());
  }
}
