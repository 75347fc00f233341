package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom samples of a stack blame. */
class StackSamplesCulpritTests extends HandWrittenSamples {
  @Test
  void blamesTheInnermostApplicationFrame() {
    add("java.lang.Math.sqrt", "com.acme.Primes.count", "com.acme.Handler.handle", NETTY);

    assertThat(samples.culprit()).contains("Primes.count");
    assertThat(samples.hasApplicationFrame()).isTrue();
  }

  @Test
  void blamesTheMethodSeenMostOften() {
    add("com.acme.A.a");
    add("com.acme.B.b");
    add("com.acme.B.lambda$b$0");
    add("com.acme.C.c");

    assertThat(samples.culprit()).contains("B.b");
  }

  @Test
  void blamesTheNewestOfSeveralSeenEquallyOften() {
    add("com.acme.A.a");
    add("com.acme.B.b");
    add("com.acme.B.b");
    add("com.acme.A.a");

    assertThat(samples.culprit()).contains("A.a");
  }

  @Test
  void countsClassesOfTheSameNameApart() {
    add("com.acme.one.A.a");
    add("com.acme.other.A.a");
    add("com.acme.B.b");
    add("com.acme.B.b");

    assertThat(samples.culprit()).contains("B.b");
  }

  @Test
  void namesTheMethodOnTopIfTheApplicationWasNeverSeen() {
    add("java.util.HashMap.put", NETTY);
    add("java.util.HashMap.put", "reactor.core.publisher.Mono.subscribe", NETTY);
    add("sun.security.ssl.SSLEngineImpl.unwrap", NETTY);

    assertThat(samples.culprit()).contains("HashMap.put");
    assertThat(samples.hasApplicationFrame()).isFalse();
  }

  @Test
  void doesNotLetSamplesWithoutTheApplicationOutvoteIt() {
    add("java.util.HashMap.put", NETTY);
    add("java.util.HashMap.put", NETTY);
    add("com.acme.A.a", NETTY);

    assertThat(samples.culprit()).contains("A.a");
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
