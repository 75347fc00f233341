package io.loopscope.witness;

import java.util.Map;

/**
 * A gauge, looked at again and again.
 *
 * @param meter its Micrometer name
 * @param mean of all looks
 * @param max of all looks
 * @param looks how many there were
 */
public record Level(String meter, Map<String, String> tags, double mean, double max, long looks)
    implements Reading<Level> {
  @Override
  public Level plus(Level other) {
    long all = looks + other.looks;
    return new Level(
        meter,
        tags,
        (mean * looks + other.mean * other.looks) / all,
        Math.max(max, other.max),
        all);
  }

  /** The most is an upper bound: both may not have been there at once. */
  @Override
  public Level beside(Level other) {
    return new Level(meter, tags, mean + other.mean, max + other.max, Math.max(looks, other.looks));
  }
}
