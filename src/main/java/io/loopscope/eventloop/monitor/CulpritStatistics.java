package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.Culprit;
import io.loopscope.eventloop.diagnosis.LruMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Counts finished blocks by culprit and cause. Remembers {@value #MOST} of them; beyond that, the
 * one that was seen longest ago is forgotten with its count.
 */
public final class CulpritStatistics implements BlockListener {
  public static final int MOST = 64;
  private static final Comparator<Culprit> MOST_EXPENSIVE =
      Comparator.comparingDouble(Culprit::totalMs).reversed();

  private final Map<Key, Sum> sums = new LruMap<>(MOST);

  @Override
  public synchronized void onBlock(Block block) {
    if (block.ongoing()) {
      return;
    }
    Sum sum = sums.computeIfAbsent(Key.of(block), key -> new Sum());
    sum.count++;
    sum.totalMs += block.durationMs();
  }

  /** The most expensive culprit first. */
  public List<Culprit> all() {
    return copy().stream().sorted(MOST_EXPENSIVE).toList();
  }

  private synchronized List<Culprit> copy() {
    return sums.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList();
  }

  /** Who is blamed together with how: the same method may wait today and compute tomorrow. */
  public record Key(String culprit, Cause cause) {
    private static final String NOBODY = "(none)";

    public static Key of(Block block) {
      return new Key(block.culprit() == null ? NOBODY : block.culprit(), block.cause());
    }
  }

  private static final class Sum {
    private long count;
    private double totalMs;

    public Culprit of(Key key) {
      return new Culprit(key.culprit(), key.cause(), count, Math.round(totalMs * 1e3) / 1e3);
    }
  }
}
