package io.loopscope.cpu;

import io.loopscope.placement.SteppedWork;

/** Does work to its end, on the calling thread. */
final class WorkRunner {
  private WorkRunner() {}

  static <T> T finish(SteppedWork<T> work) throws Exception {
    while (work.step()) {}
    return work.result();
  }

  static int steps(SteppedWork<?> work) throws Exception {
    int steps = 1;
    while (work.step()) {
      steps++;
    }
    return steps;
  }
}
