package io.loopscope.eventloop;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size that forgets the entry that was used longest ago. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private final int most;

  Recent(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
