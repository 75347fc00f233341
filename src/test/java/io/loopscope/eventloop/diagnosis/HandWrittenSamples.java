package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.RUNNABLE;

/** Samples that a test writes by hand. */
abstract class HandWrittenSamples {
  static final String NETTY = "io.netty.channel.nio.NioIoHandler.processSelectedKey";

  final StackSamples samples = new StackSamples();

  void add(String... calls) {
    samples.add(RUNNABLE, ThreadStacks.frames(calls));
  }
}
