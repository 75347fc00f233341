package io.loopscope.eventloop.clock;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The waits of one loop's arrivals in the last minute, to within 3 % of each: a histogram whose
 * buckets are a 32nd of a power of two wide. One thread writes, any may read.
 */
public final class LagWindow {
  private static final int PARTS = 3;
  private static final long PART_NANOS = 20_000_000_000L;
  private static final int SUB_BITS = 5;
  private static final int SMALLEST_BIT = 16;
  private static final int BUCKETS = (64 - SMALLEST_BIT) << SUB_BITS;

  private final AtomicIntegerArray[] parts = new AtomicIntegerArray[PARTS];
  private long part;

  public LagWindow() {
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new AtomicIntegerArray(BUCKETS);
    }
  }

  /** An arrival at that moment waited so long. */
  public void add(long atNanos, long waitedNanos) {
    long now = Math.floorDiv(atNanos, PART_NANOS);
    if (now != part) {
      part = now;
      AtomicIntegerArray oldest = parts[Math.floorMod(now, PARTS)];
      for (int i = 0; i < BUCKETS; i++) {
        oldest.setPlain(i, 0);
      }
    }
    AtomicIntegerArray counts = parts[Math.floorMod(now, PARTS)];
    int bucket = bucket(waitedNanos);
    counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
  }

  /** The wait that so many of all arrivals did not exceed, in nanoseconds; 0 without arrivals. */
  public long quantile(double quantile) {
    long all = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      all += count(bucket);
    }
    long rank = (long) Math.ceil(quantile * all);
    for (int bucket = 0; bucket < BUCKETS && rank > 0; bucket++) {
      rank -= count(bucket);
      if (rank <= 0) {
        return middle(bucket);
      }
    }
    return 0;
  }

  private long count(int bucket) {
    long count = 0;
    for (AtomicIntegerArray counts : parts) {
      count += counts.getOpaque(bucket);
    }
    return count;
  }

  /** Bucket 0 is for waits that are too short to matter, under a tenth of a millisecond. */
  private static int bucket(long nanos) {
    if (nanos < 1L << SMALLEST_BIT) {
      return 0;
    }
    int highest = 63 - Long.numberOfLeadingZeros(nanos);
    int sub = (int) (nanos >>> highest - SUB_BITS) & (1 << SUB_BITS) - 1;
    return (highest - SMALLEST_BIT << SUB_BITS) + sub;
  }

  private static long middle(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    int highest = (bucket >> SUB_BITS) + SMALLEST_BIT;
    long sub = bucket & (1 << SUB_BITS) - 1;
    long width = 1L << highest - SUB_BITS;
    return (1L << highest) + sub * width + width / 2;
  }
}
