package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CONTENTION;
import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.FLOOD;
import static io.loopscope.eventloop.Cause.PAUSE;
import static io.loopscope.eventloop.Cause.UNKNOWN;
import static io.loopscope.eventloop.Cause.WAIT;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The advice for each cause, on stacks written by hand. */
class BlockAdviceByCauseTests {
  private static final String NETTY = "io.netty.channel.nio.NioIoHandler.processSelectedKey";
  private static final String APP = "com.acme.Orders.load";

  @Test
  void onAnExplicitGarbageCollectionThoughTheWholeJvmStoodStill() {
    StackSamples samples =
        ThreadStacks.stack(RUNNABLE, "java.lang.Runtime.gc!", "java.lang.System.gc", APP);

    assertThat(RealAdvice.on(PAUSE, samples).orElseThrow())
        .startsWith("System.gc() was called on the loop");
  }

  @Test
  void onFrameworkCodeThatComputes() {
    assertThat(
            RealAdvice.on(CPU, ThreadStacks.stack(RUNNABLE, "java.util.HashMap.put", NETTY))
                .orElseThrow())
        .startsWith("No application frame on the loop: look at what the framework is given");
  }

  @Test
  void onAWaitInGeneral() {
    assertThat(
            RealAdvice.on(WAIT, ThreadStacks.stack(RUNNABLE, "com.acme.Native.call!"))
                .orElseThrow())
        .startsWith("Something waited on the loop");
  }

  @Test
  void onAPauseBlamesNoCodeOnTheLoop() {
    assertThat(RealAdvice.on(PAUSE, ThreadStacks.stack(RUNNABLE, NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: the whole JVM stood still")
        .contains("garbage collection");
    assertThat(RealAdvice.on(PAUSE, ThreadStacks.stack(RUNNABLE, "java.util.regex.Pattern.x", APP)))
        .hasValueSatisfying(
            advice ->
                assertThat(advice)
                    .startsWith("The code on the loop is not to blame: the whole JVM"));
    assertThat(RealAdvice.on(PAUSE, ThreadStacks.none()).orElseThrow())
        .startsWith("The code on the loop is not to blame");
  }

  @Test
  void onALackOfCpuNamesLimitsAndNeighbours() {
    assertThat(RealAdvice.on(CONTENTION, ThreadStacks.stack(RUNNABLE, NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: ")
        .contains("other threads had the CPUs", "CPU limits");
    assertThat(RealAdvice.on(CONTENTION, ThreadStacks.stack(RUNNABLE, APP)).orElseThrow())
        .startsWith("The code on the loop is not to blame: ");
  }

  @Test
  void onAFlood() {
    assertThat(RealAdvice.on(FLOOD, ThreadStacks.stack(RUNNABLE, APP)).orElseThrow())
        .startsWith("Many short tasks took the loop together");
  }

  @Test
  void isNotGivenIfTooLittleWasSeen() {
    assertThat(RealAdvice.on(UNKNOWN, ThreadStacks.none())).isEmpty();
    assertThat(RealAdvice.on(UNKNOWN, ThreadStacks.stack(RUNNABLE, APP))).isEmpty();
  }

  @Test
  void onAnUnknownCauseLooksAroundIfTheApplicationWasNotThere() {
    assertThat(RealAdvice.on(UNKNOWN, ThreadStacks.stack(RUNNABLE, NETTY)))
        .contains(
            "No application frame on the loop: look at garbage collection, CPU limits and noisy"
                + " neighbours.");
  }

  @Test
  void onASleepInsideALibraryDoesNotSayToUseATimer() {
    StackSamples samples =
        ThreadStacks.stack(
            TIMED_WAITING,
            "java.lang.Thread.sleep0!",
            "java.lang.Thread.sleep",
            "org.apache.kafka.common.utils.SystemTime.sleep",
            "org.apache.kafka.clients.admin.Ready.await",
            APP);

    assertThat(RealAdvice.on(WAIT, samples).orElseThrow())
        .startsWith("Ready.await sleeps until something is done: call it on boundedElastic");
  }

  @Test
  void onAComputationThatTookLongerBecauseOthersHadTheCpus() {
    assertThat(
            RealAdvice.onComputing(
                    CONTENTION, BlockReason.RUN_QUEUE, ThreadStacks.stack(RUNNABLE, APP))
                .orElseThrow())
        .startsWith("A computation held the loop")
        .contains("It took longer still because other threads had the CPUs")
        .doesNotContain("not to blame");
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSE, GC, the heap's size",
    "PAUSE, ALLOCATION_STALL, allocation stall",
    "PAUSE, SUSPENDED, debugger",
    "PAUSE, SAFEPOINT, -Xlog:safepoint",
    "CONTENTION, THROTTLED, CPU limit held it back",
    "CONTENTION, STOLEN, hypervisor",
    "CONTENTION, RUN_QUEUE, other threads had the CPUs",
    "WAIT, CLASS_INIT, another thread to initialise a class",
    "WAIT, PAGE_FAULT, warm mapped files up",
    "WAIT, IO, Blocking I/O held the loop",
    "WAIT, NATIVE, Native code waited"
  })
  void onEachReasonSaysWhatToLookAt(Cause cause, BlockReason reason, String words) {
    assertThat(RealAdvice.on(cause, reason, ThreadStacks.stack(RUNNABLE, APP)).orElseThrow())
        .contains(words);
  }
}
