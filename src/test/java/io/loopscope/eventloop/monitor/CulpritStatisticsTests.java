package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockFixtures;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.Culprit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CulpritStatisticsTests {
  private final CulpritStatistics culprits = new CulpritStatistics();

  @Test
  void addsUpFinishedBlocks() {
    culprits.onBlock(BlockFixtures.finished("Primes.count", 100.5));
    culprits.onBlock(BlockFixtures.finished("Primes.count", 50));

    assertThat(culprits.all()).containsExactly(new Culprit("Primes.count", Cause.CPU, 2, 150.5));
  }

  @Test
  void doesNotCountAnOngoingBlockBeforeItsEnd() {
    culprits.onBlock(BlockFixtures.ongoing(1, "Primes.count", 25));
    culprits.onBlock(BlockFixtures.ongoing(1, "Primes.count", 50));
    assertThat(culprits.all()).isEmpty();

    culprits.onBlock(BlockFixtures.finished(1, "Primes.count", 60));
    assertThat(culprits.all()).containsExactly(new Culprit("Primes.count", Cause.CPU, 1, 60));
  }

  @Test
  void distinguishesCausesOfTheSameMethod() {
    culprits.onBlock(BlockFixtures.finished("Cache.get", Cause.CPU, 30));
    culprits.onBlock(BlockFixtures.finished("Cache.get", Cause.WAIT, 40));

    assertThat(culprits.all()).extracting(Culprit::cause).containsExactly(Cause.WAIT, Cause.CPU);
  }

  @Test
  void putsTheMostExpensiveFirst() {
    culprits.onBlock(BlockFixtures.finished("often", 30));
    culprits.onBlock(BlockFixtures.finished("often", 30));
    culprits.onBlock(BlockFixtures.finished("long", 1_000));
    culprits.onBlock(BlockFixtures.finished("last", 40));

    assertThat(culprits.all())
        .extracting(Culprit::culprit)
        .containsExactly("long", "often", "last");
  }

  @Test
  void forgetsTheOneSeenLongestAgo() {
    for (int i = 0; i < CulpritStatistics.MOST; i++) {
      culprits.onBlock(BlockFixtures.finished("culprit" + i, 30));
    }
    culprits.onBlock(BlockFixtures.finished("culprit0", 30));
    culprits.onBlock(BlockFixtures.finished("new", 30));

    assertThat(culprits.all())
        .hasSize(CulpritStatistics.MOST)
        .extracting(Culprit::culprit)
        .contains("culprit0", "new")
        .doesNotContain("culprit1");
  }

  @Test
  void isNotKeptInOrderByBeingRead() {
    for (int i = 0; i < CulpritStatistics.MOST; i++) {
      culprits.onBlock(BlockFixtures.finished("culprit" + i, i == 0 ? 1 : 30));
    }
    culprits.all();
    culprits.onBlock(BlockFixtures.finished("new", 30));

    assertThat(culprits.all()).extracting(Culprit::culprit).doesNotContain("culprit0");
  }

  @Test
  void hasTheFieldsOfTheContractAlsoWhereNoStackWasSeen() {
    culprits.onBlock(BlockFixtures.finished(null, Cause.PAUSE, 30));

    assertThat(JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(culprits.all())))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    "[{\"culprit\":\"(none)\",\"cause\":\"pause\",\"count\":1,\"totalMs\":30.0}]"));
  }
}
