package io.loopscope.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.WatchedLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

class PlacementsTests {
  private final PlacementLab lab = new PlacementLab();

  @AfterEach
  void end() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT_LOOP, http-nio-",
    "COOPERATIVE, http-nio-",
    "SINGLE, single-",
    "PARALLEL, parallel-",
    "BOUNDED_ELASTIC, bounded-elastic-",
    "VIRTUAL_THREADS, virtual-threads-"
  })
  void runsOnTheThreadsThatThePlacementNames(Placement on, String thread) {
    List<String> threads = new CopyOnWriteArrayList<>();
    PlacedResult<String> placed =
        lab.run(on, () -> new Steps(3, () -> threads.add(Thread.currentThread().getName())));

    assertThat(placed.value()).isEqualTo("3 steps");
    assertThat(placed.thread()).startsWith(thread);
    assertThat(threads).hasSize(3).containsOnly(placed.thread());
  }

  @Test
  void runsAVirtualThreadForEachPieceOfWork() {
    AtomicBoolean virtual = new AtomicBoolean();
    lab.run(
        Placement.VIRTUAL_THREADS,
        () -> new Steps(1, () -> virtual.getAndSet(Thread.currentThread().isVirtual())));

    assertThat(virtual).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "COOPERATIVE"})
  void staysOnTheLoopThatAsks(Placement on) {
    for (WatchedLoop loop : lab.loops.group("http")) {
      CompletableFuture<PlacedResult<String>> placed = new CompletableFuture<>();
      loop.execute(() -> lab.work(on, () -> new Steps(3, () -> null)).subscribe(placed::complete));

      assertThat(placed.orTimeout(20, TimeUnit.SECONDS).join().thread())
          .isEqualTo(loop.thread().orElseThrow().getName());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "COOPERATIVE"})
  void takesOneLoopAfterTheOtherForThreadsThatAreNone(Placement on) {
    List<String> threads =
        List.of(
            lab.run(on, () -> new Steps(1, () -> null)).thread(),
            lab.run(on, () -> new Steps(1, () -> null)).thread());

    assertThat(threads).doesNotHaveDuplicates();
  }

  @Test
  void runsOnTheGivenLoopFromEveryThread() {
    WatchedLoop loop = lab.loops.find("http", 1).orElseThrow();
    Mono<PlacedResult<String>> work =
        lab.placements.runOn(loop, "steps", () -> new Steps(3, () -> null));

    assertThat(work.block(PlacementLab.SOON).thread()).isEqualTo("http-nio-1");
    assertThat(work.block(PlacementLab.SOON).thread()).isEqualTo("http-nio-1");
  }

  @Test
  void letsOtherTasksRunBetweenCooperativeSlices() {
    assertThat(orderOnALoop(Placement.COOPERATIVE))
        .containsExactly("step", "other", "step", "step", "step");
  }

  @Test
  void keepsTheEventLoopUntilTheWorkIsDone() {
    assertThat(orderOnALoop(Placement.EVENT_LOOP))
        .containsExactly("step", "step", "step", "step", "other");
  }

  @Test
  void sharesALoopAmongCooperativeWork() {
    List<String> order = new CopyOnWriteArrayList<>();
    WatchedLoop loop = lab.loops.group("http").getFirst();
    CompletableFuture<Object> one = new CompletableFuture<>();
    CompletableFuture<Object> other = new CompletableFuture<>();
    loop.execute(
        () -> {
          lab.work(Placement.COOPERATIVE, () -> new Steps(3, () -> order.add("one")))
              .subscribe(one::complete);
          lab.work(Placement.COOPERATIVE, () -> new Steps(3, () -> order.add("other")))
              .subscribe(other::complete);
        });
    CompletableFuture.allOf(one, other).orTimeout(20, TimeUnit.SECONDS).join();

    assertThat(order).containsExactly("one", "other", "one", "other", "one", "other");
  }

  @Test
  void makesTheWorkAnewForEachSubscriptionAndNotBefore() {
    AtomicInteger made = new AtomicInteger();
    Mono<PlacedResult<String>> work =
        lab.work(
            Placement.PARALLEL,
            () -> {
              made.incrementAndGet();
              return new Steps(1, () -> null);
            });
    assertThat(made).hasValue(0);

    work.block(PlacementLab.SOON);
    work.block(PlacementLab.SOON);

    assertThat(made).hasValue(2);
  }

  private List<String> orderOnALoop(Placement on) {
    List<String> order = new CopyOnWriteArrayList<>();
    WatchedLoop loop = lab.loops.group("http").getFirst();
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          lab.work(on, () -> new Steps(4, () -> stepAndQueue(loop, order)))
              .subscribe(placed -> loop.execute(() -> done.complete(null)));
        });
    done.orTimeout(20, TimeUnit.SECONDS).join();
    return order;
  }

  /** The first step has the loop do something else as soon as it can. */
  private static boolean stepAndQueue(WatchedLoop loop, List<String> order) {
    if (order.isEmpty()) {
      loop.execute(() -> order.add("other"));
    }
    return order.add("step");
  }
}
