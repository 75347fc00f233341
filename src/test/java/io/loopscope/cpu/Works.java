package io.loopscope.cpu;

import io.loopscope.placement.Work;

/** Does work to its end, on the calling thread. */
final class Works {
  private Works() {}

  static <T> T finish(Work<T> work) throws Exception {
    while (work.step()) {}
    return work.result();
  }

  static int steps(Work<?> work) throws Exception {
    int steps = 1;
    while (work.step()) {
      steps++;
    }
    return steps;
  }
}
