package io.loopscope.loadgen;

/**
 * Which part of a load one of several generators sends: every {@code of}-th arrival, so that all
 * shares together are the whole, without a gap or an overlap.
 *
 * @param index from 0
 * @param of how many shares there are
 */
public record Share(int index, int of) {
  /** All of it. */
  public static final Share WHOLE = new Share(0, 1);

  public Share {
    if (of < 1 || index < 0 || index >= of) {
      throw new IllegalArgumentException("no share: " + index + " of " + of);
    }
  }

  /** Part {@code i} of {@code n} of this share. */
  Share split(int i, int n) {
    Share part = new Share(i, n);
    return new Share(index + of * part.index, of * part.of);
  }

  /** How many of {@code total} users or connections belong to this share. */
  int portion(int total) {
    return total / of + (index < total % of ? 1 : 0);
  }
}
