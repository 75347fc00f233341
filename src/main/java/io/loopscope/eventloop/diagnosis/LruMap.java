package io.loopscope.eventloop.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size that forgets the entry that was used longest ago. */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {
  private final int most;

  public LruMap(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
