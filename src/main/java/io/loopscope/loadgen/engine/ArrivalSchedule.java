package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.LoadShare;

/**
 * The planned sends of one share of a constant rate: arrival {@code k} of the whole at {@code k /
 * perSecond}, or at a random moment until the next; the share has every {@code of}-th. Each is
 * computed from its number, so no rounding adds up, and all shares and repeats agree on the random
 * moments.
 */
public record ArrivalSchedule(double perSecond, boolean jitter, LoadShare share) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Evenly spaced. */
  public ArrivalSchedule(double perSecond, LoadShare share) {
    this(perSecond, false, share);
  }

  /** Nanoseconds from the start to this share's arrival {@code k}. */
  public long nanos(long k) {
    long number = share.index() + k * share.of();
    double moment = jitter ? number + fraction(number) : number;
    return Math.round(moment * NANOS_PER_SECOND / perSecond);
  }

  /** A pseudo-random number from 0 to 1: the finalizer of SplitMix64 (Steele et al. 2014). */
  private static double fraction(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }
}
