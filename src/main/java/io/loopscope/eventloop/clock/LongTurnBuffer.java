package io.loopscope.eventloop.clock;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands finished turns of more than a millisecond from the loop to the monitor: a ring with one
 * writer and one reader. If the monitor falls so far behind that the ring is full, turns are
 * dropped and counted, never waited for.
 */
public final class LongTurnBuffer {
  private static final int SIZE = 1024;

  private final AtomicLongArray times = new AtomicLongArray(2 * SIZE);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /** Called on the loop. */
  void offer(long start, long end) {
    long position = written.getPlain();
    if (position - read.getAcquire() == SIZE) {
      dropped.setOpaque(dropped.getPlain() + 1);
      return;
    }
    int slot = slot(position);
    times.setPlain(slot, start);
    times.setPlain(slot + 1, end);
    written.setRelease(position + 1);
  }

  /** Called by the monitor: passes on every turn that ended since the last call, oldest first. */
  public void drain(Reader reader) {
    long end = written.getAcquire();
    for (long position = read.getPlain(); position < end; position++) {
      int slot = slot(position);
      reader.turn(times.getPlain(slot), times.getPlain(slot + 1));
      read.setRelease(position + 1);
    }
  }

  long dropped() {
    return dropped.getOpaque();
  }

  private static int slot(long position) {
    return 2 * (int) (position % SIZE);
  }

  public interface Reader {
    void turn(long start, long end);
  }
}
