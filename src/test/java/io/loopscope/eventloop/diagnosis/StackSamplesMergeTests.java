package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.RUNNABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.account.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of samples of a stack, and how it is shown. */
class StackSamplesMergeTests extends HandWrittenSamples {
  @Test
  void knowsNothingWithoutSamples() {
    samples.add(RUNNABLE, new StackTraceElement[0], Times.onCpu(10));

    assertThat(samples.size()).isZero();
    assertThat(culprit()).isEmpty();
    assertThat(samples.merged()).isEmpty();
    assertThat(samples.shareWaiting()).isNaN();
  }

  @Test
  void mergesStacksThatDifferInLinesOnly() {
    samples.add(RUNNABLE, new StackTraceElement[] {line(31), line(12)}, Times.onCpu(10));
    samples.add(BLOCKED, new StackTraceElement[] {line(31), line(12)}, Times.asleep(10));
    samples.add(RUNNABLE, new StackTraceElement[] {line(32), line(12)}, Times.onCpu(10));

    assertThat(samples.merged())
        .containsExactly(
            "20 ms, 2 of 3 samples, RUNNABLE:",
            "  at com.acme.Primes.count(Primes.java:32)",
            "  at com.acme.Primes.count(Primes.java:12)",
            "10 ms, 1 of 3 samples, BLOCKED:",
            "  at com.acme.Primes.count(Primes.java:31)",
            "  at com.acme.Primes.count(Primes.java:12)");
  }

  @Test
  void onlyCountsStacksAfterTheFirstFive() {
    for (String method : List.of("a", "b", "c", "d", "e", "f", "g", "a")) {
      add("com.acme.A." + method);
    }

    assertThat(samples.merged())
        .hasSize(11)
        .startsWith("20 ms, 2 of 8 samples, RUNNABLE:", "  at com.acme.A.a(File.java:7)")
        .endsWith("2 of 8 samples: other stacks");
  }

  @Test
  void keepsOneOfEachStackHoweverOftenItWasSeen() {
    for (int i = 0; i < 1_000; i++) {
      add(1, "com.acme.A." + (i < 500 ? "first" : "second"));
    }

    assertThat(samples.size()).isEqualTo(1_000);
    assertThat(samples.merged().getFirst()).isEqualTo("501 ms, 500 of 1000 samples, RUNNABLE:");
  }

  @Test
  void losesNoTimeOfMoreStacksThanItKeeps() {
    for (int i = 0; i < 200; i++) {
      add(1, "com.acme.A.a" + i);
    }

    assertThat(samples.inOrder()).hasSizeLessThan(60);
    assertThat(samples.shareWaiting()).isZero();
    assertThat(samples.merged()).endsWith("195 of 200 samples: other stacks");
  }

  @Test
  void putsTheStackThatTookLongestFirst() {
    add(5, "com.acme.A.a");
    add(5, "com.acme.A.a");
    add(10, "com.acme.B.b");
    add(200, "com.acme.B.b");

    assertThat(samples.merged().get(1)).contains("com.acme.B.b");
  }

  @Test
  void keepsTheInnermostFrames() {
    String[] reactor = deep(100, "reactor.core.publisher.Flux.subscribe");
    reactor[40] = "com.acme.A.a";
    add(reactor);

    assertThat(samples.merged()).hasSize(66).endsWith("  ... 36 more");
    assertThat(culprit()).contains("A.a");
  }

  @Test
  void findsTheApplicationBelowADeepRecursion() {
    add(deep(500, "java.util.regex.Pattern$Loop.match", "com.acme.A.a", NETTY));

    assertThat(culprit()).contains("A.a");
    assertThat(samples.merged())
        .hasSize(36)
        .contains("  ... 468 more")
        .endsWith("  at com.acme.A.a(File.java:7)", "  at " + NETTY + "(File.java:7)");
  }

  private static StackTraceElement line(int number) {
    return new StackTraceElement("com.acme.Primes", "count", "Primes.java", number);
  }

  private static String[] deep(int times, String library, String... below) {
    List<String> calls = new ArrayList<>(Collections.nCopies(times, library));
    calls.addAll(List.of(below));
    return calls.toArray(String[]::new);
  }
}
