package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.eventloop.account.Times;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Real samples of a thread that really does something, and samples written by hand. */
final class ThreadStacks {
  private static final int SAMPLES = 8;

  private ThreadStacks() {}

  /** Does it on a thread of its own, looks at it, and then interrupts it. */
  static StackSamples doing(Callable<?> work, String frame) {
    Thread thread = Thread.ofPlatform().daemon().start(() -> ignoringItsEnd(work));
    try {
      return on(thread, frame);
    } finally {
      thread.interrupt();
    }
  }

  /** Looks at a thread from the moment on at which a frame of this prefix is on its stack. */
  static StackSamples on(Thread thread, String frame) {
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(20))
        .until(() -> shows(thread, frame));
    StackSamples samples = none();
    for (int i = 0; i < SAMPLES; i++) {
      LockSupport.parkNanos(10_000_000);
      add(samples, thread.getState(), thread.getStackTrace());
    }
    assertThat(samples.size()).isEqualTo(SAMPLES);
    return samples;
  }

  private static boolean shows(Thread thread, String frame) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(seen -> StackFrames.call(seen).startsWith(frame));
  }

  private static void ignoringItsEnd(Callable<?> work) {
    try {
      work.call();
    } catch (Exception interruptedOrClosed) {
      // it was only to be looked at
    }
  }

  /** One stack, innermost frame first, as {@code type.method}; a trailing ! makes it native. */
  static StackSamples stack(Thread.State state, String... calls) {
    StackSamples samples = none();
    add(samples, state, frames(calls));
    return samples;
  }

  static StackSamples none() {
    return new StackSamples(ApplicationCode.byName());
  }

  static StackSample sample(Thread.State state, String... calls) {
    return StackSample.of(state, frames(calls), ApplicationCode.byName());
  }

  /** A sample stands for ten milliseconds, of what it shows. */
  private static void add(StackSamples samples, Thread.State state, StackTraceElement[] frames) {
    boolean waits = StackSample.of(state, frames, ApplicationCode.byName()).waits();
    samples.add(state, frames, waits ? Times.asleep(10) : Times.onCpu(10));
  }

  static StackTraceElement[] frames(String... calls) {
    return Arrays.stream(calls).map(ThreadStacks::frame).toArray(StackTraceElement[]::new);
  }

  static StackTraceElement frame(String call) {
    boolean isNative = call.endsWith("!");
    String name = isNative ? call.substring(0, call.length() - 1) : call;
    int dot = name.lastIndexOf('.');
    return new StackTraceElement(
        name.substring(0, dot), name.substring(dot + 1), "File.java", isNative ? -2 : 7);
  }
}
