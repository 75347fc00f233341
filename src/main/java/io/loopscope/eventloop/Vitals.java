package io.loopscope.eventloop;

/**
 * What one loop's clock says at one moment.
 *
 * @param loop the loop itself; a later one in its place is another loop
 * @param index of the loop in its group
 * @param turnNanos age of the turn in progress; 0 while the loop waits for sockets or never started
 * @param starvedNanos all the time in which an arrival had to wait longer than the threshold of
 *     {@link HealthSettings#over}, the turn in progress included
 */
record Vitals(Object loop, String group, int index, long turnNanos, long starvedNanos) {
  static Vitals of(Loop loop, int threshold, long now) {
    LoopClock clock = loop.clock();
    return new Vitals(
        loop,
        loop.group(),
        loop.index(),
        clock.awakeNanos(now),
        clock.starvedNanos(threshold, now));
  }
}
