package io.loopscope.eventloop.health;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the loops of one group are, as the health answer shows it.
 *
 * @param loops how many there are; one that shuts down does not count
 * @param outOfServiceFrom how many of them must be starved to put the group out of service
 * @param outOfServiceSince since when it is; null if it is not
 * @param starved the starved ones
 * @param dead the dead ones
 */
record GroupHealth(
    @JsonIgnore String group,
    int loops,
    int outOfServiceFrom,
    @Nullable Instant outOfServiceSince,
    List<Starved> starved,
    @JsonIgnore List<Dead> dead) {

  @JsonIgnore
  boolean isOutOfService() {
    return outOfServiceSince != null;
  }

  /**
   * A starved loop.
   *
   * @param fraction part of the window in which arrivals had to wait too long, 0 to 1
   */
  record Starved(int loop, double fraction, Instant since) {}

  /**
   * A dead loop.
   *
   * @param seconds how long it has been in the same turn
   */
  record Dead(String group, int loop, long seconds) {}
}
