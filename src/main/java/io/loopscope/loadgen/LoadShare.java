package io.loopscope.loadgen;

/**
 * Which part of a load one of several generators sends: every {@code of}-th arrival, so that all
 * shares together are the whole, without a gap or an overlap.
 *
 * @param index from 0
 * @param of how many shares there are
 */
public record LoadShare(int index, int of) {
  /** All of it. */
  public static final LoadShare WHOLE = new LoadShare(0, 1);

  public LoadShare {
    if (of < 1 || index < 0 || index >= of) {
      throw new IllegalArgumentException("no share: " + index + " of " + of);
    }
  }

  /** Part {@code i} of {@code n} of this share. */
  LoadShare split(int i, int n) {
    LoadShare part = new LoadShare(i, n);
    return new LoadShare(index + of * part.index, of * part.of);
  }

  /** How many of {@code total} users or connections belong to this share. */
  public int portion(int total) {
    return total / of + (index < total % of ? 1 : 0);
  }
}
