package io.loopscope.eventloop;

/**
 * What one loop's clock says at one moment.
 *
 * @param turnNanos age of the turn in progress; 0 while the loop waits for sockets or never started
 * @param starvedNanos all the time in which an arrival had to wait longer than the threshold of
 *     {@link HealthSettings#over}, the turn in progress included
 */
record Vitals(String group, int loop, long turnNanos, long starvedNanos) {
  static Vitals of(Loop loop, int threshold, long now) {
    LoopClock clock = loop.clock();
    return new Vitals(
        loop.group(), loop.index(), clock.awakeNanos(now), clock.starvedNanos(threshold, now));
  }
}
