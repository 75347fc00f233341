package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockDiagnosis;
import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.LockHolder;
import org.junit.jupiter.api.Test;

class UnblockedSleepTests {
  private static final String JAVA = "com.acme.Orders.load";

  private final HandMadeEvidence evidence = new HandMadeEvidence();

  @Test
  void isNativeCodeOfWhichNoFrameIsSeen() {
    sleepsIn(JAVA);

    assertThat(UnblockedSleep.of(evidence.of(100))).isEqualTo(UnblockedSleep.NATIVE);
    assertThat(evidence.diagnosis(100).cause()).isEqualTo(Cause.WAIT);
    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.NATIVE);
    assertThat(evidence.diagnosis(100).culprit()).isEqualTo("Orders.load");
  }

  @Test
  void isAClassThatAnotherThreadInitialises() {
    sleepsIn(JAVA);
    LockHolder holder = new LockHolder("initialiser", "Slow.load", "waits");
    evidence.insight(new WaitInsight(holder, false, true));
    BlockDiagnosis diagnosis = evidence.diagnosis(100);

    assertThat(diagnosis.reason()).isEqualTo(BlockReason.CLASS_INIT);
    assertThat(diagnosis.holder()).isEqualTo(holder);
    assertThat(diagnosis.advice()).contains("initialise a class");
  }

  @Test
  void isAnAllocationStallIfACollectorRanBeside() {
    sleepsIn(JAVA);
    evidence.collected();
    BlockDiagnosis diagnosis = evidence.diagnosis(100);

    assertThat(diagnosis.cause()).isEqualTo(Cause.PAUSE);
    assertThat(diagnosis.reason()).isEqualTo(BlockReason.ALLOCATION_STALL);
    assertThat(diagnosis.time().stoppedMs()).isEqualTo(95);
  }

  @Test
  void isNoneOfAThreadThatTheJvmSaysWaits() {
    evidence.account.computes(5).sleeps(95);
    evidence.asleep(95, TIMED_WAITING, "java.lang.Thread.sleep0!", JAVA);
    evidence.collected();

    assertThat(UnblockedSleep.of(evidence.of(100))).isEqualTo(UnblockedSleep.NONE);
  }

  @Test
  void isNoneOfAThreadInANativeMethodThatMayWait() {
    sleepsIn("com.acme.Native.call!");

    assertThat(UnblockedSleep.of(evidence.of(100))).isEqualTo(UnblockedSleep.NONE);
    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.NATIVE);
  }

  @Test
  void isNoneOfAThreadThatHardlySlept() {
    evidence.account.computes(92).sleeps(8);
    evidence.asleep(8, RUNNABLE, JAVA);
    evidence.collected();

    assertThat(UnblockedSleep.of(evidence.of(100))).isEqualTo(UnblockedSleep.NONE);
  }

  @Test
  void isNoneIfTheWholeJvmWasStopped() {
    sleepsIn(JAVA);
    evidence.collected();
    evidence.stopped(90, BlockReason.GC);

    assertThat(UnblockedSleep.of(evidence.of(100))).isEqualTo(UnblockedSleep.NONE);
    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.GC);
  }

  private void sleepsIn(String call) {
    evidence.account.computes(5).sleeps(95);
    evidence.asleep(95, RUNNABLE, call);
  }
}
