package io.loopscope.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The snapshots of the last minute, which a new viewer gets first, so that reloading the page loses
 * nothing. Snapshots are taken only while someone watches; there are none of other times.
 */
final class LiveHistory {
  static final Duration SPAN = Duration.ofMinutes(1);

  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * Adds the newest snapshot.
   *
   * @param at milliseconds since 1970
   */
  synchronized void add(long at, String json) {
    entries.addLast(new Entry(at, json));
    removeOlderThan(at - SPAN.toMillis());
  }

  /** Returns the snapshots as a JSON array, oldest first; empty if there are none. */
  synchronized Optional<String> json(Instant now) {
    removeOlderThan(now.minus(SPAN).toEpochMilli());
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(entries.stream().map(Entry::json).collect(Collectors.joining(",", "[", "]")));
  }

  private void removeOlderThan(long oldest) {
    while (!entries.isEmpty() && entries.getFirst().at < oldest) {
      entries.removeFirst();
    }
  }

  private record Entry(long at, String json) {}
}
