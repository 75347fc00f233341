package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.account.TimeSlice;
import io.loopscope.eventloop.account.Times;
import org.junit.jupiter.api.Test;

/** Whom samples of a stack blame. */
class StackSamplesCulpritTests extends HandWrittenSamples {
  @Test
  void blamesTheInnermostApplicationFrame() {
    add("java.lang.Math.sqrt", "com.acme.Primes.count", "com.acme.Handler.handle", NETTY);

    assertThat(culprit()).contains("Primes.count");
    assertThat(samples.hasApplicationFrame()).isTrue();
  }

  @Test
  void blamesTheMethodThatTookTheMostTimeAndNotTheOneSeenMostOften() {
    add(5, "com.acme.A.a");
    add(5, "com.acme.A.a");
    add(5, "com.acme.A.a");
    add(10, "com.acme.B.b");
    add(300, "com.acme.B.b");

    assertThat(culprit()).contains("B.b");
  }

  @Test
  void addsUpWhatLambdasOfTheSameMethodTook() {
    add(20, "com.acme.A.a");
    add(10, "com.acme.B.b");
    add(20, "com.acme.B.lambda$b$0");
    add(20, "com.acme.C.c");

    assertThat(culprit()).contains("B.b");
  }

  @Test
  void givesTheTimeBetweenTwoStacksToBothOfThem() {
    add(40, "com.acme.Early.e");
    add(100, "com.acme.Late.l");
    add(10, "com.acme.Late.l");

    assertThat(samples.inOrder().map(stack -> stack.getValue().cpuNanos()))
        .containsExactly(90_000_000L, 60_000_000L);
  }

  @Test
  void givesATimeAsleepToTheStackThatWaits() {
    add(40, "com.acme.Early.e");
    add(TIMED_WAITING, Times.of(20, 80), "java.lang.Thread.sleep0!", "com.acme.Late.l");
    samples.charge(Times.asleep(20));

    assertThat(samples.inOrder().map(stack -> stack.getValue().cpuNanos()))
        .containsExactly(60_000_000L, 0L);
    assertThat(samples.culprit(TimeSlice::waitedNanos)).contains("Late.l");
    assertThat(samples.culprit(TimeSlice::cpuNanos)).contains("Early.e");
  }

  @Test
  void givesTheTimeAfterTheLastStackToIt() {
    add(60, "com.acme.Early.e");
    add(10, "com.acme.Late.l");
    samples.charge(Times.onCpu(100));

    assertThat(culprit()).contains("Late.l");
  }

  @Test
  void givesTheTimeBeforeTheFirstStackToIt() {
    samples.charge(Times.onCpu(50));
    add(10, "com.acme.Early.e");
    add(10, "com.acme.Late.l");
    samples.charge(Times.onCpu(30));

    assertThat(culprit()).contains("Early.e");
  }

  @Test
  void countsClassesOfTheSameNameApart() {
    add("com.acme.one.A.a");
    add("com.acme.other.A.a");
    add("com.acme.B.b");
    add("com.acme.B.b");

    assertThat(culprit()).contains("B.b");
  }

  @Test
  void namesWhatTheFrameworksCalledIfTheApplicationWasNeverSeen() {
    add("java.util.HashMap.put", NETTY);
    add("java.util.HashMap.put", "reactor.core.publisher.Mono.subscribe", NETTY);
    add("sun.security.ssl.SSLEngineImpl.unwrap", NETTY);

    assertThat(culprit()).contains("HashMap.put");
    assertThat(samples.hasApplicationFrame()).isFalse();
  }

  @Test
  void doesNotLetSamplesWithoutTheApplicationOutvoteIt() {
    add("java.util.HashMap.put", NETTY);
    add("java.util.HashMap.put", NETTY);
    add("com.acme.A.a", NETTY);

    assertThat(culprit()).contains("A.a");
  }

  @Test
  void doesNotBlameWhatStartedTheLoop() {
    add(
        "java.util.HashMap.put",
        NETTY,
        "io.netty.util.internal.ThreadExecutorMap$2.run",
        "com.acme.NamedThreads$1.run",
        "java.lang.Thread.run");

    assertThat(samples.hasApplicationFrame()).isFalse();
  }
}
