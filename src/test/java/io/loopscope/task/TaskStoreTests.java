package io.loopscope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loopscope.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;

class TaskStoreTests {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TaskStore tasks = tasks(3);

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void runsFromTheStartToTheResult() {
    Sinks.One<String> result = Sinks.one();
    BackgroundTask task = started(tasks, result.asMono());
    assertThat(task.view().task().state()).isEqualTo(TaskState.RUNNING);
    assertThat(task.view().result()).isNull();
    result.tryEmitValue("42");
    assertThat(task.view().task().state()).isEqualTo(TaskState.DONE);
    assertThat(task.view().result()).isEqualTo("42");
    assertThat(task.view().error()).isNull();
  }

  @Test
  void isDoneWithoutAResultIfTheWorkHasNone() {
    BackgroundTask task = started(tasks, Mono.empty());
    assertThat(task.view().task().state()).isEqualTo(TaskState.DONE);
    assertThat(task.view().result()).isNull();
  }

  @Test
  void reportsTheTextOfAFailure() {
    BackgroundTask task = started(tasks, Mono.error(new TestWork.DependencyIll()));
    assertThat(task.view().task().state()).isEqualTo(TaskState.FAILED);
    assertThat(task.view().error()).isEqualTo("the dependency is ill");
  }

  @Test
  void reportsNothingOfAnUnforeseenFailure() {
    BackgroundTask task = started(tasks, Mono.error(new IllegalStateException("secret")));
    assertThat(task.view().task().state()).isEqualTo(TaskState.FAILED);
    assertThat(task.view().error()).isNotBlank().doesNotContain("secret", "Exception");
  }

  @Test
  void cancelsTheSubscription() {
    TestPublisher<String> work = TestPublisher.create();
    BackgroundTask task = started(tasks, work.mono());
    assertThat(task.cancel()).isTrue();
    work.assertCancelled();
    assertThat(task.view().task().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(task.cancel()).isFalse();
  }

  @Test
  void cancelsWorkThatKeepsTheSubscribingThread() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    AtomicBoolean stop = new AtomicBoolean();
    Mono<String> work =
        Mono.create(
            sink -> {
              sink.onDispose(() -> stop.set(true));
              working.countDown();
              await().untilTrue(stop);
            });
    Future<StartedTask> start = threads.submit(() -> tasks.start("test", work));
    working.await();
    BackgroundTask task = tasks.newestFirst().getFirst();
    assertThat(task.cancel()).isTrue();
    start.get();
    assertThat(task.view().task().state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void neverSubscribesToWorkThatIsCancelledWhilePending() {
    AtomicInteger subscriptions = new AtomicInteger();
    BackgroundTask task =
        new BackgroundTask("1", "test", Clock.systemUTC().instant(), System::nanoTime);
    assertThat(task.view().task().state()).isEqualTo(TaskState.PENDING);
    task.cancel();
    task.run(Mono.fromRunnable(subscriptions::incrementAndGet));
    assertThat(subscriptions).hasValue(0);
    assertThat(task.view().task().state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void evictsTheOldestFinishedTaskFirst() {
    StartedTask oldest = tasks.start("test", Mono.never());
    StartedTask ended = tasks.start("test", Mono.just(1));
    StartedTask endedLater = tasks.start("test", Mono.just(2));
    StartedTask newest = tasks.start("test", Mono.just(3));
    assertThat(tasks.newestFirst())
        .extracting(BackgroundTask::id)
        .containsExactly(newest.id(), endedLater.id(), oldest.id())
        .doesNotContain(ended.id());
    assertThat(tasks.find(ended.id())).isEmpty();
  }

  @Test
  void refusesMoreThanTheLimitOfUnfinishedTasks() {
    BackgroundTask first = started(tasks, Mono.never());
    tasks.start("test", Mono.never());
    tasks.start("test", Mono.never());
    assertThatThrownBy(() -> tasks.start("test", Mono.just(1)))
        .isInstanceOfSatisfying(
            TaskStoreFull.class,
            full -> {
              assertThat(full.kind()).isEqualTo(Failure.Kind.OVERLOADED);
              assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
    first.cancel();
    assertThat(tasks.start("test", Mono.just(1)).location()).hasPath("/api/tasks/" + newestId());
  }

  @Test
  void neverHoldsMoreThanTheLimitUnderConcurrentStarts() throws Exception {
    TaskStore small = tasks(8);
    CyclicBarrier together = new CyclicBarrier(4);
    for (int thread = 0; thread < 3; thread++) {
      threads.submit(
          () -> {
            together.await();
            for (int i = 0; i < 2_000; i++) {
              small.start("test", Mono.just(i));
            }
            return together.await();
          });
    }
    together.await();
    for (int i = 0; i < 200; i++) {
      assertThat(small.newestFirst()).hasSizeLessThanOrEqualTo(8);
    }
    together.await();
    assertThat(small.newestFirst()).hasSize(8);
  }

  @Test
  void endsOnceWhenACancelRacesWithTheResult() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    int cancels = 0;
    for (int i = 0; i < 5_000; i++) {
      Sinks.One<Integer> result = Sinks.one();
      BackgroundTask task = started(tasks, result.asMono());
      int value = i;
      Future<?> completion =
          threads.submit(
              () -> {
                meet(together);
                result.tryEmitValue(value);
              });
      meet(together);
      boolean cancelled = task.cancel();
      BackgroundTask.View first = task.view();
      completion.get();
      assertThat(first.task().state()).isEqualTo(cancelled ? TaskState.CANCELLED : TaskState.DONE);
      assertThat(first.result()).isEqualTo(cancelled ? null : value);
      assertThat(task.view()).isEqualTo(first);
      cancels += cancelled ? 1 : 0;
    }
    assertThat(cancels).as("both sides win now and then").isBetween(1, 4_999);
  }

  @Test
  void leavesNoWorkBehindWhenACancelRacesWithTheStart() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    AtomicInteger active = new AtomicInteger();
    Mono<Object> work =
        Mono.never()
            .doOnSubscribe(subscription -> active.incrementAndGet())
            .doOnCancel(active::decrementAndGet);
    for (int i = 0; i < 2_000; i++) {
      BackgroundTask task =
          new BackgroundTask("1", "test", Clock.systemUTC().instant(), System::nanoTime);
      Future<?> start =
          threads.submit(
              () -> {
                meet(together);
                task.run(work);
              });
      meet(together);
      task.cancel();
      start.get();
      assertThat(task.view().task().state()).isEqualTo(TaskState.CANCELLED);
      assertThat(active).hasValue(0);
    }
  }

  @Test
  void cancelsEverythingWhenClosed() {
    TestPublisher<String> work = TestPublisher.create();
    BackgroundTask running = started(tasks, work.mono());
    BackgroundTask done = started(tasks, Mono.just(1));
    tasks.close();
    work.assertCancelled();
    assertThat(running.view().task().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(done.view().task().state()).isEqualTo(TaskState.DONE);
  }

  private String newestId() {
    return tasks.newestFirst().getFirst().id();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BackgroundTask started(TaskStore tasks, Mono<?> work) {
    return tasks.find(tasks.start("test", work).id()).orElseThrow();
  }

  private static TaskStore tasks(int limit) {
    return new TaskStore(limit, Clock.systemUTC(), System::nanoTime, new Random(7));
  }
}
