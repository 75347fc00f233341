package io.loopscope.loadgen.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacerTests {
  private static final long MS = 1_000_000;

  private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final Pacer pacer = new Pacer(Pacer.SPIN_NANOS, failures::add);

  @AfterEach
  void close() {
    pacer.close();
  }

  @Test
  void runsActionsInTheOrderOfTheirTimesAndNeverBefore() throws InterruptedException {
    ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Long> early = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(3);
    long now = System.nanoTime();
    for (int number : List.of(3, 1, 2)) {
      long planned = now + number * 20 * MS;
      pacer.at(
          planned,
          () -> {
            if (System.nanoTime() - planned < 0) {
              early.add(planned);
            }
            ran.add(number);
            all.countDown();
          });
    }

    pacer.start();

    assertThat(all.await(10, SECONDS)).isTrue();
    assertThat(ran).containsExactly(1, 2, 3);
    assertThat(early).isEmpty();
  }

  @Test
  void runsActionsOfOneTimeInTheOrderTheyCame() throws InterruptedException {
    ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(50);
    long planned = System.nanoTime() + 20 * MS;
    for (int i = 0; i < 50; i++) {
      int number = i;
      pacer.at(
          planned,
          () -> {
            ran.add(number);
            all.countDown();
          });
    }

    pacer.start();

    assertThat(all.await(10, SECONDS)).isTrue();
    assertThat(List.copyOf(ran)).isSorted();
  }

  @Test
  void runsWhatIsOverdueAtOnce() throws InterruptedException {
    pacer.start();
    CountDownLatch ran = new CountDownLatch(1);

    pacer.at(System.nanoTime() - SECONDS.toNanos(1), ran::countDown);

    assertThat(ran.await(10, SECONDS)).isTrue();
  }

  @Test
  void wakesUpForAnEarlierAction() throws InterruptedException {
    pacer.start();
    CountDownLatch ran = new CountDownLatch(1);
    pacer.at(System.nanoTime() + SECONDS.toNanos(60), () -> {});

    pacer.at(System.nanoTime() + 20 * MS, ran::countDown);

    assertThat(ran.await(10, SECONDS)).isTrue();
  }

  @Test
  void goesOnAfterAnActionThatThrows() throws InterruptedException {
    pacer.start();
    CountDownLatch ran = new CountDownLatch(1);
    pacer.at(
        System.nanoTime(),
        () -> {
          throw new IllegalStateException("on purpose");
        });

    pacer.at(System.nanoTime() + 20 * MS, ran::countDown);

    assertThat(ran.await(10, SECONDS)).isTrue();
    assertThat(failures.poll(10, SECONDS)).hasMessage("on purpose");
  }

  @Test
  void forgetsWhatIsPlannedWhenItIsClosed() throws InterruptedException {
    pacer.start();
    CountDownLatch ran = new CountDownLatch(1);
    pacer.at(System.nanoTime() + 50 * MS, ran::countDown);

    pacer.close();
    pacer.at(System.nanoTime(), ran::countDown);

    assertThat(ran.await(200, MILLISECONDS)).isFalse();
  }
}
