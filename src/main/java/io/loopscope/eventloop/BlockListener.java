package io.loopscope.eventloop;

/**
 * Is told of blocks, on the monitor's thread, one at a time. Must not take long: the monitor looks
 * at no loop meanwhile. What it throws is logged and counted, and reaches nobody else.
 */
@FunctionalInterface
public interface BlockListener {
  /**
   * Called with an ongoing block at ages that double, from the threshold on, and once with the
   * finished one.
   */
  void onBlock(Block block);
}
