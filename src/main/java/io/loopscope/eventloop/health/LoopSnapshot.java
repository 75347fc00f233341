package io.loopscope.eventloop.health;

import io.loopscope.eventloop.clock.LoopClock;
import io.loopscope.eventloop.clock.MonitoredLoop;

/**
 * What one loop's clock says at one moment.
 *
 * @param loop the loop itself; a later one in its place is another loop
 * @param index of the loop in its group
 * @param turnNanos age of the turn in progress; 0 while the loop waits for sockets or never started
 * @param starvedNanos all the time in which an arrival had to wait longer than the threshold of
 *     {@link HealthSettings#over}, the turn in progress included
 */
record LoopSnapshot(Object loop, String group, int index, long turnNanos, long starvedNanos) {
  static LoopSnapshot of(MonitoredLoop loop, int threshold, long now) {
    LoopClock clock = loop.clock();
    return new LoopSnapshot(
        loop,
        loop.group(),
        loop.index(),
        clock.awakeNanos(now),
        clock.starvedNanos(threshold, now));
  }
}
