package io.loopscope.cpu;

import io.loopscope.placement.SteppedWork;

/**
 * Work whose every step is one unit, and whose result is a checksum in hex. The constructor runs on
 * the calling thread, often an event loop, so it must not take time or memory.
 */
abstract class UnitWork implements SteppedWork<String> {
  private final int units;
  private int done;

  UnitWork(int units) {
    this.units = units;
  }

  @Override
  public final boolean step() throws Exception {
    unit(done++);
    return done < units;
  }

  /**
   * Does one unit.
   *
   * @param number of the unit, from 0
   */
  abstract void unit(int number) throws Exception;
}
