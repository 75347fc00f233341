package io.loopscope.observe;

import org.junit.jupiter.api.Test;

/**
 * Prints what an autoscaler on CPU and one on the busiest loop would have done about the recorded
 * incident, as it stands in docs/autoscaling.md:
 *
 * <pre>./mvnw -q test -Dtest=AutoscalingTable</pre>
 */
class AutoscalingTable {
  @Test
  void print() {
    System.out.print(new Replay(HotLoop.read()).table());
  }
}
