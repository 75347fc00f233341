package io.loopscope.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.failure.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class PlacementEndsTests {
  private final PlacementLab lab = new PlacementLab();

  @AfterEach
  void end() {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"EVENT_LOOP", "PROCESS"})
  void stopsBetweenTwoStepsWhenCancelled(Placement on) {
    Steps endless = Steps.endless();
    Disposable work = lab.work(on, () -> endless).subscribe();
    await().until(() -> endless.taken.get() > 3);

    work.dispose();

    assertThat(lab.active(on)).isZero();
    await()
        .during(Duration.ofMillis(50))
        .until(() -> endless.taken.getAndSet(0), taken -> taken <= 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE", "PARALLEL", "BOUNDED_ELASTIC", "VIRTUAL_THREADS"})
  void interruptsAStepThatBlocksWhenCancelled(Placement on) {
    AtomicBoolean interrupted = new AtomicBoolean();
    Steps.Held blocks = new Steps.Held();
    Steps work =
        new Steps(
            1,
            () -> {
              try {
                return blocks.step();
              } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
              }
            });
    Disposable running = lab.work(on, () -> work).subscribe();
    await().until(blocks::hasBegun);

    running.dispose();

    await().untilTrue(interrupted);
  }

  @Test
  void neverStartsWhatWasCancelledWhileItWaited() {
    Steps.Held first = new Steps.Held();
    Future<PlacedResult<String>> held = lab.begin(Placement.SINGLE, first);
    Steps second = new Steps(1, () -> null);
    lab.work(Placement.SINGLE, () -> second).subscribe().dispose();
    first.letGo();
    PlacementLab.done(held);
    lab.run(Placement.SINGLE, () -> new Steps(1, () -> null));

    assertThat(second.taken).hasValue(0);
  }

  @Test
  void refusesMoreThanTheLimitOfAPlacement() {
    Steps.Held one = new Steps.Held();
    Steps.Held other = new Steps.Held();
    lab.begin(Placement.VIRTUAL_THREADS, one);
    lab.begin(Placement.VIRTUAL_THREADS, other);

    assertThat(lab.active(Placement.VIRTUAL_THREADS)).isEqualTo(2);
    assertThatExceptionOfType(PlacementFull.class)
        .isThrownBy(() -> lab.run(Placement.VIRTUAL_THREADS, Steps::endless))
        .satisfies(
            full -> {
              assertThat(full.kind()).isEqualTo(Failure.Kind.OVERLOADED);
              assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1));
              assertThat(full.text()).contains("on=virtual-threads");
            });
    assertThat(lab.limit(Placement.VIRTUAL_THREADS)).isEqualTo(2);
    assertThat(lab.rejected(Placement.VIRTUAL_THREADS)).isEqualTo(1);
    assertThat(lab.rejected(Placement.PARALLEL)).isZero();
    lab.run(Placement.PARALLEL, () -> new Steps(1, () -> null));
    one.letGo();
    other.letGo();
  }

  /** Each more often than there are places. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "PROCESS")
  void givesThePlaceBackHoweverTheWorkEnds(Placement on) {
    for (int i = 0; i < 2 * PlacementLab.LIMIT; i++) {
      lab.run(on, () -> new Steps(1, () -> null));
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> lab.run(on, () -> new Steps(1, PlacementEndsTests::fail)))
          .withStackTraceContaining("on purpose");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> lab.run(on, PlacementEndsTests::fail))
          .withMessage("on purpose");
      if (on != Placement.EVENT_LOOP) {
        lab.work(on, Steps::endless).subscribe().dispose();
      }
      assertThat(lab.active(on)).isZero();
    }
  }

  @Test
  void saysThatThereIsNoOtherProcessYet() {
    for (int i = 0; i < 2 * PlacementLab.LIMIT; i++) {
      refuses(lab.work(Placement.PROCESS, Steps::endless), PlacementUnsupported.class);
    }
  }

  @Test
  void blocksNoLoopWhereThatIsNotAllowed() {
    try (Placements strict = PlacementLab.placements(lab.loops, false, new SimpleMeterRegistry())) {
      WatchedLoop loop = lab.loops.group("http").getFirst();
      for (int i = 0; i < 2 * PlacementLab.LIMIT; i++) {
        refuses(
            strict.run(Placement.EVENT_LOOP, "steps", Steps::endless), StarvationForbidden.class);
        refuses(strict.runOn(loop, "steps", Steps::endless), StarvationForbidden.class);
      }
      assertThat(
              strict
                  .run(Placement.COOPERATIVE, "steps", () -> new Steps(1, () -> null))
                  .block(PlacementLab.SOON))
          .isNotNull();
    }
  }

  private static <T> T fail() {
    throw new IllegalStateException("on purpose");
  }

  private static void refuses(Mono<?> work, Class<? extends Failure> fact) {
    assertThatExceptionOfType(fact).isThrownBy(() -> work.block(PlacementLab.SOON));
  }
}
