package io.loopscope.loadgen;

/**
 * The part of a load that one of several generators sends: every {@code of}-th arrival, so that all
 * shares together are the whole, without a gap or an overlap.
 *
 * @param index from 0
 * @param of number of shares
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

  /** The number of {@code total} users or connections that belong to this share. */
  public int portion(int total) {
    return total / of + (index < total % of ? 1 : 0);
  }
}
