package io.loopscope.eventloop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks as tests need them; each finished one has an id of its own. */
public final class BlockFixtures {
  public static final Instant START = Instant.parse("2026-01-01T03:00:00.250Z");
  private static final double MOST_OF_IT = 0.97;
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
    return block(id, START, millis, ongoing, diagnosis(culprit, cause, time(cause, millis)));
  }

  public static Block block(
      long id, Instant start, double millis, boolean ongoing, BlockDiagnosis diagnosis) {
    return new Block(
        id, "http", 0, start, millis, ongoing, "GET /api/cpu/{workload}", 37, 3, diagnosis);
  }

  /** The finished block of a loop and nothing else. */
  public static Block bare(long id, String group, int loop) {
    return new Block(id, group, loop, START, 30, false, null, 0, 0, unknown());
  }

  public static BlockDiagnosis diagnosis(
      @Nullable String culprit, Cause cause, @Nullable BlockTime time) {
    return new BlockDiagnosis(
        cause,
        reason(cause),
        time,
        Confidence.HIGH,
        culprit,
        null,
        "Move it off the loop.",
        List.of(),
        culprit == null ? List.of() : List.of("7 of 8 samples", "at " + culprit + "(X.java:1)"));
  }

  /** Of a block of which nothing was seen. */
  public static BlockDiagnosis unknown() {
    return new BlockDiagnosis(
        Cause.UNKNOWN,
        BlockReason.UNKNOWN,
        null,
        Confidence.LOW,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  public static Block withStack(Block block, List<String> stack) {
    BlockDiagnosis like = block.diagnosis();
    return block(
        block.id(),
        block.start(),
        block.durationMs(),
        block.ongoing(),
        new BlockDiagnosis(
            like.cause(),
            like.reason(),
            like.time(),
            like.confidence(),
            like.culprit(),
            like.holder(),
            like.advice(),
            like.phases(),
            stack));
  }

  /** Nearly all of it as the cause says; the rest asleep, or on a CPU. */
  public static BlockTime time(Cause cause, double millis) {
    double most = MOST_OF_IT * millis;
    double rest = millis - most;
    return switch (cause) {
      case CPU, FLOOD, UNKNOWN -> new BlockTime(most, 0, 0, 0, rest, 0, 0);
      case WAIT -> new BlockTime(rest, 0, 0, 0, most, 0, 0);
      case CONTENTION -> new BlockTime(rest, most, 0, 0, 0, 0, 0);
      case PAUSE -> new BlockTime(rest, 0, 0, 0, 0, 0, most);
    };
  }

  private static BlockReason reason(Cause cause) {
    return switch (cause) {
      case CPU -> BlockReason.COMPUTATION;
      case FLOOD -> BlockReason.TASKS;
      case WAIT -> BlockReason.SLEEP;
      case CONTENTION -> BlockReason.RUN_QUEUE;
      case PAUSE -> BlockReason.GC;
      case UNKNOWN -> BlockReason.UNKNOWN;
    };
  }
}
