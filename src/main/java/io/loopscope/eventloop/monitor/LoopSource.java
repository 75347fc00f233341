package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.LoopRegistry;

/** Knows how one kind of bean is asked for its event loops. */
@FunctionalInterface
public interface LoopSource {
  /**
   * Watches the bean's loops, if it is of the kind that has some.
   *
   * @param name of the bean, for the group of its loops
   */
  void watch(String name, Object bean, LoopRegistry loops);
}
