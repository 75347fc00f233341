package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.RUNNABLE;

import io.loopscope.eventloop.account.TimeSlice;
import io.loopscope.eventloop.account.Times;
import java.util.Optional;

/** Samples that a test writes by hand. */
abstract class HandWrittenSamples {
  static final String NETTY = "io.netty.channel.nio.NioIoHandler.processSelectedKey";

  final StackSamples samples = new StackSamples(ApplicationCode.byName());

  /** Ten milliseconds of computing. */
  void add(String... calls) {
    add(10, calls);
  }

  /** So many milliseconds of computing. */
  void add(long ms, String... calls) {
    add(RUNNABLE, Times.onCpu(ms), calls);
  }

  void add(Thread.State state, TimeSlice time, String... calls) {
    samples.add(state, ThreadStacks.frames(calls), time);
  }

  Optional<String> culprit() {
    return samples.culprit(TimeSlice::totalNanos);
  }
}
