package io.loopscope.eventloop.clock;

/**
 * Turns the turns of one loop into the waits of arrivals that know nothing of the loop: one in
 * every {@code interval}, each waiting for the end of the turn it falls into, or not at all.
 *
 * <p>When in its interval an arrival comes moves on by the golden section each time, which spreads
 * arrivals evenly over anything periodic. Were they the same interval apart, a loop with a timer of
 * that interval would always be met at the same point of its work.
 *
 * <p>The arrivals come at planned times, whether or not the monitor or the loop kept up, so a long
 * block is counted once for everybody who would have met it. This is what "free of coordinated
 * omission" asks for; a probe that waits for its own answer before it probes again would count the
 * block once.
 */
public final class VirtualArrivals {
  private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

  private final long intervalNanos;
  private final Waits waits;
  private long interval;
  private double offset;
  private long next;

  public VirtualArrivals(long firstNanos, long intervalNanos, Waits waits) {
    this.interval = firstNanos;
    this.next = firstNanos;
    this.intervalNanos = intervalNanos;
    this.waits = waits;
  }

  /** Arrivals before the turn found a free loop; those in it waited for its end. */
  public void turn(long start, long end) {
    free(start);
    for (; next - end < 0; advance()) {
      waits.add(next, end - next);
    }
  }

  /** All arrivals up to {@code time} that are not counted yet found a free loop. */
  public void free(long time) {
    for (; next - time < 0; advance()) {
      waits.add(next, 0);
    }
  }

  /** When the first arrival comes that is not counted yet. */
  public long next() {
    return next;
  }

  private void advance() {
    interval += intervalNanos;
    offset += GOLDEN_SECTION;
    offset -= (int) offset;
    next = interval + (long) (offset * intervalNanos);
  }

  /** What came of the arrivals. */
  @FunctionalInterface
  public interface Waits {
    /** An arrival at that moment, on the scale of {@link System#nanoTime}, waited so long. */
    void add(long atNanos, long waitedNanos);
  }
}
