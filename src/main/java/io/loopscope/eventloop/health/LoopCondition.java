package io.loopscope.eventloop.health;

import io.loopscope.eventloop.health.GroupHealth.Dead;
import io.loopscope.eventloop.health.GroupHealth.Starved;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether one loop is starved or dead, from one {@link HealthSample} to the next.
 *
 * <p>A loop is starved from the moment at which, for {@link HealthSettings#enter} of the last
 * {@link HealthSettings#window}, an arrival had to wait longer than {@link HealthSettings#over},
 * until that part falls below {@link HealthSettings#leave}. It is dead while one turn has lasted
 * longer than {@link HealthSettings#dead}.
 *
 * <p>The clock is read while the loop writes it, so a reading taken as a block ends may lack that
 * block or count it twice. Growth from look to look is therefore held between nothing and the time
 * that passed, which bounds the error to one look.
 */
final class LoopCondition {
  private final HealthSettings settings;
  private final Deque<Point> window = new ArrayDeque<>();
  private @Nullable LoopSnapshot last;
  private long starvedNanos;
  private long turnNanos;
  private @Nullable Instant starvedSince;

  LoopCondition(HealthSettings settings) {
    this.settings = settings;
  }

  void look(HealthSample look, LoopSnapshot vitals) {
    count(look, vitals);
    window.addLast(new Point(look.watchedNanos(), starvedNanos));
    forgetBefore(look.watchedNanos() - settings.window().toNanos());
    if (fraction() < (starvedSince == null ? settings.enter() : settings.leave())) {
      starvedSince = null;
    } else if (starvedSince == null) {
      starvedSince = look.time();
    }
  }

  /** Since when and how much the loop is starved; empty if it is not. */
  Optional<Starved> starved(int index) {
    return Optional.ofNullable(starvedSince)
        .map(since -> new Starved(index, Math.round(fraction() * 1e3) / 1e3, since));
  }

  /** How long the loop has been in its turn, if that is so long that it is dead. */
  Optional<Dead> dead(String group, int index) {
    return turnNanos > settings.dead().toNanos()
        ? Optional.of(new Dead(group, index, turnNanos / 1_000_000_000))
        : Optional.empty();
  }

  /** Starved part of the window that ends now, 0 to 1. */
  private double fraction() {
    Point first = window.getFirst();
    Point last = window.getLast();
    long length = Math.max(settings.window().toNanos(), last.watchedNanos - first.watchedNanos);
    return (double) (last.starvedNanos - first.starvedNanos) / length;
  }

  private void count(HealthSample look, LoopSnapshot vitals) {
    long elapsed = look.elapsedNanos();
    if (last != null) {
      long growth = vitals.starvedNanos() - last.starvedNanos();
      starvedNanos += Math.max(0, Math.min(growth, elapsed));
    }
    boolean sameTurn = vitals.turnNanos() >= look.gapNanos();
    turnNanos = sameTurn ? turnNanos + elapsed : Math.min(vitals.turnNanos(), elapsed);
    last = vitals;
  }

  /** Keeps one point before the window: the window begins there. */
  private void forgetBefore(long watchedNanos) {
    Point first = window.removeFirst();
    while (!window.isEmpty() && window.getFirst().watchedNanos <= watchedNanos) {
      first = window.removeFirst();
    }
    window.addFirst(first);
  }

  private record Point(long watchedNanos, long starvedNanos) {}
}
