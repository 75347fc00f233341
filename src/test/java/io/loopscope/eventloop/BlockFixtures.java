package io.loopscope.eventloop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks as tests need them; each finished one has an id of its own. */
public final class BlockFixtures {
  public static final Instant START = Instant.parse("2026-01-01T03:00:00.250Z");
  private static long lastId = 1_000;

  private BlockFixtures() {}

  public static Block finished(@Nullable String culprit, double millis) {
    return block(++lastId, culprit, Cause.CPU, millis, false);
  }

  public static Block finished(@Nullable String culprit, Cause cause, double millis) {
    return block(++lastId, culprit, cause, millis, false);
  }

  public static Block finished(long id, @Nullable String culprit, double millis) {
    return block(id, culprit, Cause.CPU, millis, false);
  }

  public static Block ongoing(long id, @Nullable String culprit, double millis) {
    return block(id, culprit, Cause.CPU, millis, true);
  }

  static Block block(
      long id, @Nullable String culprit, Cause cause, double millis, boolean ongoing) {
    return new Block(
        id,
        "http",
        0,
        START,
        millis,
        ongoing,
        cause,
        0.97,
        culprit,
        "GET /api/cpu/{workload}",
        37,
        3,
        "Loop 0 of http blocked %.0f ms in %s.".formatted(millis, culprit),
        "Move it off the loop.",
        culprit == null ? List.of() : List.of("7 of 8 samples", "at " + culprit + "(X.java:1)"));
  }
}
