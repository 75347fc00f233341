package io.loopscope.experiment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one experiment so far. Any thread may ask; one at a time adds to it. */
final class Course {
  private final String id;
  private final Kind kind;
  private final Preset preset;
  private final @Nullable String guess;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Duration estimate;
  private final Map<Arm, List<Round>> rounds = new LinkedHashMap<>();
  private final Map<Arm, ArmReport> arms = new LinkedHashMap<>();
  private final List<String> invalidBecause = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<String> diagnosis = List.of();
  private State state = State.RUNNING;
  private @Nullable String step;
  private @Nullable Environment environment;
  private @Nullable Verdict verdict;
  private @Nullable String error;
  private @Nullable Instant endedAt;
  private Duration left;
  private Duration turnEstimate = Duration.ZERO;
  private Instant turnBegan;

  Course(
      String id, Kind kind, Preset preset, @Nullable String guess, Plan plan, InstantSource clock) {
    this.id = id;
    this.kind = kind;
    this.preset = preset;
    this.guess = guess;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.turnBegan = startedAt;
    this.estimate = plan.estimate();
    this.left = estimate;
  }

  synchronized void step(String now) {
    step = now;
  }

  synchronized void in(Environment surroundings) {
    environment = surroundings;
    notes.add("load from " + surroundings.generator());
  }

  synchronized void begin(Plan.Turn turn) {
    step = "%s, round %d".formatted(turn.arm().name(), turn.round());
    left = left.minus(turnEstimate);
    turnEstimate = turn.estimate();
    turnBegan = clock.instant();
  }

  synchronized void repeat(Plan.Turn turn, List<String> reasons) {
    repeated.add(
        "%s, round %d: %s".formatted(turn.arm().name(), turn.round(), String.join("; ", reasons)));
    turnBegan = clock.instant();
  }

  synchronized void keep(Round round) {
    List<Round> all = rounds.computeIfAbsent(round.arm(), arm -> new ArrayList<>());
    all.add(round);
    arms.put(round.arm(), Rounds.report(round.arm(), all));
    round
        .invalidBecause()
        .forEach(
            reason ->
                invalidBecause.add(
                    "%s, round %d: %s".formatted(round.arm().name(), round.number(), reason)));
  }

  synchronized void judge(Kind judge, Diagnosis rules) {
    Findings findings = new Findings(List.copyOf(arms.values()));
    verdict = judge.judge(findings);
    diagnosis = rules.of(findings);
  }

  synchronized void fail(String why) {
    error = why;
    end(State.FAILED);
  }

  synchronized void end(State last) {
    state = last;
    step = null;
    endedAt = clock.instant();
  }

  synchronized Progress progress() {
    return new Progress(state, done(), secondsLeft(), step);
  }

  synchronized Report report() {
    boolean valid = invalidBecause.isEmpty();
    return new Report(
        id,
        kind.id(),
        preset,
        state,
        startedAt,
        endedAt,
        done(),
        secondsLeft(),
        step,
        kind.question(),
        kind.expectation(),
        guess,
        valid,
        invalidBecause,
        verdict == null ? null : (valid ? "" : "INVALID: ") + verdict.sentence(),
        verdict == null || !valid ? null : verdict.outcome(),
        diagnosis,
        repeated,
        notes,
        List.copyOf(arms.values()),
        environment,
        error);
  }

  private double done() {
    return state == State.FINISHED
        ? 1
        : Math.clamp(1 - left().toMillis() / (double) estimate.toMillis(), 0, 1);
  }

  private double secondsLeft() {
    return state == State.RUNNING ? Math.ceil(left().toMillis() / 1e3) : 0;
  }

  /** A turn that takes longer than it should does not count below nothing. */
  private Duration left() {
    Duration passed = Duration.between(turnBegan, clock.instant());
    return left.minus(passed.compareTo(turnEstimate) < 0 ? passed : turnEstimate);
  }
}
