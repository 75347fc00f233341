package io.loopscope.accuracy;

import java.util.concurrent.locks.LockSupport;

/** Computations that are hard to look at, each in a method of its own name. */
final class Computations {
  private static final int ARRAY_BYTES = 96 << 20;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final double EARLY = 0.4;

  private byte[] from = new byte[0];
  private byte[] to = new byte[0];
  private volatile byte[] allocated = new byte[0];

  /** Memory for {@link #copy}, not taken by who does not copy. */
  void prepareToCopy() {
    if (from.length == 0) {
      from = new byte[ARRAY_BYTES];
      to = new byte[ARRAY_BYTES];
    }
  }

  /** Reaches no safepoint while one copy lasts. */
  void copy(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      System.arraycopy(from, 0, to, 0, ARRAY_BYTES);
    }
  }

  void earlyThenLate(long nanos) {
    early((long) (EARLY * nanos));
    late((long) ((1 - EARLY) * nanos));
  }

  /** Waits for memory again and again, in a heap that is nearly used up. */
  void allocate(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      allocated = new byte[CHUNK_BYTES];
    }
  }

  /** Uses up memory on other threads, so that there is none for the loop. */
  void useUpMemory(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform().daemon().name("allocator-" + i).start(this::allocateForEver);
    }
  }

  private void allocateForEver() {
    while (true) {
      byte[][] some = new byte[8][];
      for (int at = 0; at < some.length; at++) {
        some[at] = new byte[CHUNK_BYTES];
      }
      allocated = some[0];
      LockSupport.parkNanos(100_000);
    }
  }

  private static void early(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void late(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
