package io.loopscope.eventloop.account;

/**
 * How long the JVM has stopped its own threads so far, by its own count.
 *
 * <p>From HotSpot's performance counters where they are on; they are exact and cost a few reads of
 * memory. Else only what the collectors report of themselves is known.
 */
public interface JvmStopCounters {
  /** Time in safepoints, and until all threads had reached them, in nanoseconds. */
  long stoppedNanos();

  /** Part of it that was garbage collection, in nanoseconds. */
  long collectionNanos();

  /** Whether safepoints that are not collections are counted too. */
  boolean countsAllSafepoints();

  /** The best source that this JVM has. */
  static JvmStopCounters ofThisJvm() {
    return HotSpotCounters.ofThisJvm()
        .<JvmStopCounters>map(it -> it)
        .orElseGet(CollectorBeans::new);
  }
}
