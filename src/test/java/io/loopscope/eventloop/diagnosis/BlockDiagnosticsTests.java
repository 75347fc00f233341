package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.WAIT;
import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockDiagnosis;
import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.Confidence;
import io.loopscope.eventloop.LockHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockDiagnosticsTests {
  private static final String APP = "com.acme.Orders.load";

  private final HandMadeEvidence evidence = new HandMadeEvidence();

  @ParameterizedTest
  @CsvSource({
    // ms on a CPU, queued, asleep, in disk I/O, proven stop -> cause
    "88,  0,  12, 0,  0, CPU",
    " 1,  0,  99, 0,  0, WAIT",
    " 1,  0,   9, 90, 0, WAIT",
    " 9, 91,   0, 0,  0, CONTENTION",
    " 9,  0,  91, 0, 60, PAUSE",
    " 0,  0, 100, 0, 95, PAUSE",
    // a loop that burned CPU was not paused, whatever is said to have stopped
    "88,  0,  12, 0, 80, CPU",
    // a short pause does not excuse a long wait
    " 1,  0,  99, 0, 20, WAIT",
    // the largest part decides, though it is less than half
    "40, 30,  30, 0,  0, CPU",
    "30, 40,  30, 0,  0, CONTENTION",
    "30, 30,  20, 20, 0, WAIT",
    "20, 25,  55, 0, 30, PAUSE",
  })
  void takesTheLargestPartOfTheTimeForTheCause(
      long cpu, long queued, long asleep, long disk, long stopped, Cause cause) {
    evidence.account.computes(cpu).isQueued(queued).sleeps(asleep).waitsForDisk(disk);
    evidence.stopped(stopped, BlockReason.GC);

    assertThat(evidence.diagnosis(100).cause()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    // ms, tasks, ms in which they came one after another, watched ms -> cause
    "900, 1700, 860, 880, FLOOD",
    // a queue that is emptied at the end of a long computation is no flood
    "500,  300,  10, 490, CPU",
    // a few tasks are no flood
    "100,    3,  80,  90, CPU",
  })
  void tellsAFloodFromAComputation(long ms, long tasks, long flood, long watched, Cause cause) {
    evidence.account.computes(ms);
    evidence.tasks(tasks, flood, watched);

    assertThat(evidence.diagnosis(ms).cause()).isEqualTo(cause);
  }

  @Test
  void doesNotCallShortTasksAFloodThatLastBecauseOthersHaveTheCpu() {
    evidence.account.computes(20).isQueued(80);
    evidence.tasks(10, 80, 90);

    assertThat(evidence.diagnosis(100).cause()).isEqualTo(Cause.CONTENTION);
  }

  @Test
  void callsManyShortWaitsAFlood() {
    evidence.account.computes(5).sleeps(95);
    evidence.tasks(40, 80, 90);

    assertThat(evidence.diagnosis(100).cause()).isEqualTo(Cause.FLOOD);
  }

  @Test
  void knowsNothingOfATurnWithoutAnAccount() {
    BlockDiagnosis diagnosis = evidence.diagnosis(100);

    assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(diagnosis.time()).isNull();
    assertThat(diagnosis.cpuShare()).isNaN();
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LOW);
    assertThat(diagnosis.culprit()).isNull();
    assertThat(diagnosis.advice()).isNull();
  }

  @Test
  void knowsAProvenStopOfATurnWithoutAnAccount() {
    evidence.stopped(95, BlockReason.SUSPENDED);

    assertThat(evidence.diagnosis(100).cause()).isEqualTo(Cause.PAUSE);
    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.SUSPENDED);
  }

  @Test
  void namesTheCulpritOfAComputationThoughOthersTookMoreOfTheTime() {
    evidence.account.computes(260).isQueued(412);
    evidence.cpu(260, "com.acme.Primes.isPrime");
    BlockDiagnosis diagnosis = evidence.diagnosis(672);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CONTENTION);
    assertThat(diagnosis.culprit()).isEqualTo("Primes.isPrime");
    assertThat(diagnosis.advice())
        .startsWith("A computation held the loop")
        .contains("It took longer still because other threads had the CPUs")
        .doesNotContain("not to blame");
  }

  @Test
  void blamesNobodyForALackOfCpuIfTheComputationWouldHaveBeenShort() {
    evidence.account.computes(20).isQueued(80);
    evidence.cpu(20, "com.acme.Primes.isPrime");
    BlockDiagnosis diagnosis = evidence.diagnosis(100);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CONTENTION);
    assertThat(diagnosis.culprit()).isNull();
    assertThat(diagnosis.advice()).startsWith("The code on the loop is not to blame");
  }

  @Test
  void namesTheMethodThatWaitedAndNotTheOneThatComputedFirst() {
    evidence.account.computes(40).sleeps(60);
    evidence.cpu(40, "com.acme.Orders.count");
    evidence.asleep(60, TIMED_WAITING, "java.lang.Thread.sleep0!", "java.lang.Thread.sleep", APP);
    BlockDiagnosis diagnosis = evidence.diagnosis(100);

    assertThat(diagnosis.cause()).isEqualTo(WAIT);
    assertThat(diagnosis.reason()).isEqualTo(BlockReason.SLEEP);
    assertThat(diagnosis.culprit()).isEqualTo("Orders.load");
    assertThat(diagnosis.advice()).startsWith("Thread.sleep stops everything");
  }

  @ParameterizedTest
  @CsvSource({
    // of 100 ms without a CPU: throttled, stolen -> reason
    " 0,  0, RUN_QUEUE",
    "70,  0, THROTTLED",
    "20, 20, RUN_QUEUE",
  })
  void saysWhoWithheldTheCpu(long throttled, long stolen, BlockReason reason) {
    evidence.account.computes(5).isQueued(95);
    evidence.lost(throttled, stolen);

    assertThat(evidence.diagnosis(100).reason()).isEqualTo(reason);
  }

  @Test
  void saysThatTheHypervisorTookTheCpuFromAThreadThatWasNotInTheRunQueue() {
    evidence.account.computes(5).makesNoProgress(95);
    evidence.lost(0, 90);

    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.STOLEN);
  }

  @Test
  void namesWhoHeldTheLock() {
    LockHolder holder = new LockHolder("lettuce-epoll-1", "Cache.refresh", "sleeps");
    evidence.account.computes(1).sleeps(99);
    evidence.asleep(99, BLOCKED, APP);
    evidence.insight(new WaitInsight(holder, false, false));
    BlockDiagnosis diagnosis = evidence.diagnosis(100);

    assertThat(diagnosis.reason()).isEqualTo(BlockReason.LOCK);
    assertThat(diagnosis.holder()).isEqualTo(holder);
  }

  @Test
  void doesNotNameAHolderIfTheLoopComputed() {
    evidence.account.computes(90).sleeps(10);
    evidence.insight(new WaitInsight(new LockHolder("worker", null, "runs"), false, false));

    assertThat(evidence.diagnosis(100).cause()).isEqualTo(CPU);
    assertThat(evidence.diagnosis(100).holder()).isNull();
  }

  @Test
  void callsADeadlockOne() {
    evidence.account.computes(1).sleeps(99);
    evidence.asleep(99, BLOCKED, APP);
    evidence.insight(new WaitInsight(new LockHolder("other", null, "waits"), true, false));

    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.DEADLOCK);
  }

  @Test
  void tellsPageFaultsFromReadingAFile() {
    evidence.account.computes(1).faults().waitsForDisk(50).faults().waitsForDisk(49);
    evidence.asleep(99, RUNNABLE, "java.nio.DirectByteBuffer.get", APP);
    assertThat(evidence.diagnosis(100).reason()).isEqualTo(BlockReason.PAGE_FAULT);

    HandMadeEvidence reading = new HandMadeEvidence();
    reading.account.computes(1).waitsForDisk(50).faults().waitsForDisk(49);
    reading.asleep(99, RUNNABLE, "sun.nio.ch.UnixFileDispatcherImpl.pread0!", APP);
    assertThat(reading.diagnosis(100).reason()).isEqualTo(BlockReason.IO);
  }

  @Test
  void saysHowMuchAVerdictRestsOn() {
    evidence.account.computes(100);
    assertThat(evidence.diagnosis(100).confidence()).isEqualTo(Confidence.MEDIUM);

    evidence.cpu(50, APP);
    evidence.cpu(25, APP);
    assertThat(evidence.diagnosis(100).confidence()).isEqualTo(Confidence.MEDIUM);

    evidence.cpu(25, APP);
    assertThat(evidence.diagnosis(100).confidence()).isEqualTo(Confidence.HIGH);

    HandMadeEvidence onlyStacks = new HandMadeEvidence();
    onlyStacks.cpu(0, APP);
    onlyStacks.cpu(0, APP);
    onlyStacks.cpu(0, APP);
    assertThat(onlyStacks.diagnosis(100).confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void makesThePartsAddUpToTheLengthOfTheBlock() {
    evidence.account.computes(40).isQueued(20).sleeps(20).waitsForDisk(5);
    evidence.stopped(10, BlockReason.GC);

    assertThat(evidence.diagnosis(120).time().totalMs()).isEqualTo(120);
  }
}
