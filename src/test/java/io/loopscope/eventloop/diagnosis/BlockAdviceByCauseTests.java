package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CONTENTION;
import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.FLOOD;
import static io.loopscope.eventloop.Cause.PAUSE;
import static io.loopscope.eventloop.Cause.UNKNOWN;
import static io.loopscope.eventloop.Cause.WAIT;
import static java.lang.Thread.State.RUNNABLE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The advice for each cause, on stacks written by hand. */
class BlockAdviceByCauseTests {
  private static final String NETTY = "io.netty.channel.nio.NioIoHandler.processSelectedKey";
  private static final String APP = "com.acme.Orders.load";

  @Test
  void onAnExplicitGarbageCollectionThoughTheWholeJvmStoodStill() {
    StackSamples samples =
        ThreadStacks.stack(RUNNABLE, "java.lang.Runtime.gc!", "java.lang.System.gc", APP);

    assertThat(BlockAdvice.on(PAUSE, samples).orElseThrow())
        .startsWith("System.gc() was called on the loop");
  }

  @Test
  void onFrameworkCodeThatComputes() {
    assertThat(
            BlockAdvice.on(CPU, ThreadStacks.stack(RUNNABLE, "java.util.HashMap.put", NETTY))
                .orElseThrow())
        .startsWith("No application frame on the loop: look at what the framework is given");
  }

  @Test
  void onAWaitInGeneral() {
    assertThat(
            BlockAdvice.on(WAIT, ThreadStacks.stack(RUNNABLE, "com.acme.Native.call!"))
                .orElseThrow())
        .startsWith("Something waited on the loop");
  }

  @Test
  void onAPauseBlamesNoCodeOnTheLoop() {
    assertThat(BlockAdvice.on(PAUSE, ThreadStacks.stack(RUNNABLE, NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: the whole JVM stood still")
        .contains("garbage collection");
    assertThat(
            BlockAdvice.on(PAUSE, ThreadStacks.stack(RUNNABLE, "java.util.regex.Pattern.x", APP)))
        .hasValueSatisfying(
            advice ->
                assertThat(advice)
                    .startsWith("The code on the loop is not to blame: the whole JVM"));
    assertThat(BlockAdvice.on(PAUSE, new StackSamples()).orElseThrow())
        .startsWith("The code on the loop is not to blame");
  }

  @Test
  void onALackOfCpuNamesLimitsAndNeighbours() {
    assertThat(BlockAdvice.on(CONTENTION, ThreadStacks.stack(RUNNABLE, NETTY)).orElseThrow())
        .startsWith("No application frame on the loop: ")
        .contains("CPU limits", "noisy neighbours");
    assertThat(BlockAdvice.on(CONTENTION, ThreadStacks.stack(RUNNABLE, APP)).orElseThrow())
        .startsWith("The code on the loop is not to blame: ");
  }

  @Test
  void onAFlood() {
    assertThat(BlockAdvice.on(FLOOD, ThreadStacks.stack(RUNNABLE, APP)).orElseThrow())
        .startsWith("Many short tasks took the loop together");
  }

  @Test
  void isNotGivenIfTooLittleWasSeen() {
    assertThat(BlockAdvice.on(UNKNOWN, new StackSamples())).isEmpty();
    assertThat(BlockAdvice.on(UNKNOWN, ThreadStacks.stack(RUNNABLE, APP))).isEmpty();
  }

  @Test
  void onAnUnknownCauseLooksAroundIfTheApplicationWasNotThere() {
    assertThat(BlockAdvice.on(UNKNOWN, ThreadStacks.stack(RUNNABLE, NETTY)))
        .contains(
            "No application frame on the loop: look at garbage collection, CPU limits and noisy"
                + " neighbours.");
  }
}
