package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.PinningFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PinnedConnectionsTests extends TargetTest {
  @Test
  void sendsToEachLoopOfTheServerInTurn() {
    LoadResult measured = run(load(0, 500, pinned("/ping", TARGET_LOOPS, 3)));

    assertThat(measured.stream("pinned").completed()).isEqualTo(40);
    for (int loop = 0; loop < TARGET_LOOPS; loop++) {
      assertThat(target.requests(loop)).isEqualTo(10);
    }
    assertThat(measured.health().invalidBecause()).noneMatch(it -> it.contains("lost"));
    await().until(() -> target.connections() == 0);
  }

  @Test
  void declaresLostPinsInvalid() {
    LoadResult measured = run(load(0, 200, pinned("/reset", TARGET_LOOPS, 1)));

    assertThat(measured.health().invalidBecause())
        .anyMatch(reason -> reason.matches("pinned: \\d+ pinned connections were lost"));
  }

  @Test
  void failsWhenTheServerHasFewerLoops() {
    LoadPlan load = load(0, 500, pinned("/ping", TARGET_LOOPS + 1, 1));

    assertThatThrownBy(() -> run(load))
        .isInstanceOf(PinningFailed.class)
        .hasMessageContaining("cannot pin connections: the target gave connections to too few");
    await().until(() -> target.connections() == 0);
  }

  @Test
  void failsWhenTheServerDoesNotNameItsLoops() {
    assertThatThrownBy(() -> LoopPinning.loop("{\"pong\":true,\"loop\":null}"))
        .hasMessageContaining("does not tell its loop");
    assertThat(LoopPinning.loop("{\"pong\":true,\"thread\":\"http-epoll-3\",\"loop\":3}"))
        .isEqualTo(3);
  }

  private static LoadPlan.Stream pinned(String path, int loops, int each) {
    return open("pinned", path, 80)
        .over(new ConnectionPolicy.Pinned(loops, each))
        .within(Duration.ofSeconds(5));
  }
}
