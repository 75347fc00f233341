package io.loopscope.eventloop.account;

/**
 * What was withheld from the whole process during a block.
 *
 * @param throttledNanos time for which its control group was throttled
 * @param stolenNanos time that the hypervisor gave to other machines
 */
public record HostLosses(long throttledNanos, long stolenNanos) {
  public static final HostLosses NONE = new HostLosses(0, 0);

  /** Reads the totals, to be compared with later ones. */
  public static HostLosses totals(HostAccount host) {
    return new HostLosses(host.throttledNanos(), host.stolenNanos());
  }

  /** What has been added since then. */
  public HostLosses since(HostLosses before) {
    return new HostLosses(
        Math.max(0, throttledNanos - before.throttledNanos),
        Math.max(0, stolenNanos - before.stolenNanos));
  }
}
