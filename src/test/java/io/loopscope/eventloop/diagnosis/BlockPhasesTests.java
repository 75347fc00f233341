package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockPhase;
import io.loopscope.eventloop.BlockTime;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.account.Times;
import org.junit.jupiter.api.Test;

class BlockPhasesTests extends HandWrittenSamples {
  @Test
  void tellWhatComputedAndWhatWaitedInTheirOrder() {
    add(60, "com.acme.Orders.count");
    add(TIMED_WAITING, Times.asleep(100), "java.lang.Thread.sleep0!", "com.acme.Orders.load");

    assertThat(BlockPhases.of(samples, new BlockTime(60, 0, 0, 0, 100, 0, 0)))
        .containsExactly(
            new BlockPhase(Cause.CPU, "Orders.count", 60),
            new BlockPhase(Cause.WAIT, "Orders.load", 100));
  }

  @Test
  void tellTheLackOfACpuAndStopsLast() {
    add(260, "com.acme.Primes.isPrime");

    assertThat(BlockPhases.of(samples, new BlockTime(260, 300, 112, 0, 0, 0, 90)))
        .containsExactly(
            new BlockPhase(Cause.CPU, "Primes.isPrime", 260),
            new BlockPhase(Cause.CONTENTION, null, 412),
            new BlockPhase(Cause.PAUSE, null, 90));
  }

  @Test
  void leaveOutWhatTookLessThanATenth() {
    add(95, "com.acme.Orders.count");
    add(TIMED_WAITING, Times.asleep(5), "java.lang.Thread.sleep0!", "com.acme.Orders.load");

    assertThat(BlockPhases.of(samples, new BlockTime(95, 3, 0, 0, 2, 0, 0)))
        .extracting(BlockPhase::method)
        .containsExactly("Orders.count");
  }

  @Test
  void addUpWhatTheSameMethodDidAgain() {
    add(TIMED_WAITING, Times.asleep(30), "java.lang.Thread.sleep0!", "com.acme.Orders.load");
    add(40, "com.acme.Orders.count");
    add(TIMED_WAITING, Times.asleep(30), "java.lang.Thread.sleep0!", "com.acme.Orders.load");

    assertThat(BlockPhases.of(samples, new BlockTime(40, 0, 0, 0, 60, 0, 0)))
        .containsExactly(
            new BlockPhase(Cause.WAIT, "Orders.load", 60),
            new BlockPhase(Cause.CPU, "Orders.count", 40));
  }

  @Test
  void doNotTakeAStopForAWaitOfTheMethodThatWasOnTheStack() {
    add(TIMED_WAITING, Times.asleep(90), "java.lang.Thread.sleep0!", "com.acme.Orders.load");

    assertThat(BlockPhases.of(samples, new BlockTime(5, 0, 0, 0, 0, 0, 95)))
        .containsExactly(new BlockPhase(Cause.PAUSE, null, 95));
  }

  @Test
  void areNotToldIfThereAreTooManyOrTheTimeIsNotKnown() {
    for (int i = 0; i < 6; i++) {
      add(20, "com.acme.Orders.m" + i);
    }

    assertThat(BlockPhases.of(samples, new BlockTime(120, 0, 0, 0, 0, 0, 0))).isEmpty();
    assertThat(BlockPhases.of(samples, null)).isEmpty();
  }
}
