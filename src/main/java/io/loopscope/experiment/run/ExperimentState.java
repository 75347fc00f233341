package io.loopscope.experiment.run;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Diagnosis;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.ExperimentReport;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.RunEnvironment;
import io.loopscope.experiment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one experiment so far. Any thread may ask; one at a time adds to it. */
final class ExperimentState {
  private final String id;
  private final ExperimentKind kind;
  private final Preset preset;
  private final @Nullable String guess;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Duration estimate;
  private final Map<Arm, List<MeasuredRound>> rounds = new LinkedHashMap<>();
  private final Map<Arm, ArmReport> arms = new LinkedHashMap<>();
  private final List<String> invalidBecause = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<String> diagnosis = List.of();
  private ExperimentStatus state = ExperimentStatus.RUNNING;
  private @Nullable String step;
  private @Nullable RunEnvironment environment;
  private @Nullable Verdict verdict;
  private @Nullable String error;
  private @Nullable Instant endedAt;
  private Duration left;
  private Duration turnEstimate = Duration.ZERO;
  private Instant turnBegan;

  ExperimentState(
      String id,
      ExperimentKind kind,
      Preset preset,
      @Nullable String guess,
      ExperimentPlan plan,
      InstantSource clock) {
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

  synchronized void in(RunEnvironment surroundings) {
    environment = surroundings;
    notes.add("load from " + surroundings.generator());
  }

  synchronized void begin(ExperimentPlan.Turn turn) {
    step = "%s, round %d".formatted(turn.arm().name(), turn.round());
    left = left.minus(turnEstimate);
    turnEstimate = turn.estimate();
    turnBegan = clock.instant();
  }

  synchronized void repeat(ExperimentPlan.Turn turn, List<String> reasons) {
    repeated.add(
        "%s, round %d: %s".formatted(turn.arm().name(), turn.round(), String.join("; ", reasons)));
    turnBegan = clock.instant();
  }

  synchronized void keep(MeasuredRound round) {
    List<MeasuredRound> all = rounds.computeIfAbsent(round.arm(), arm -> new ArrayList<>());
    all.add(round);
    arms.put(round.arm(), RoundAggregator.report(round.arm(), all));
    round
        .invalidBecause()
        .forEach(
            reason ->
                invalidBecause.add(
                    "%s, round %d: %s".formatted(round.arm().name(), round.number(), reason)));
  }

  synchronized void judge(ExperimentKind judge, Diagnosis rules) {
    Findings findings = new Findings(List.copyOf(arms.values()));
    verdict = judge.judge(findings);
    diagnosis = rules.of(findings);
  }

  synchronized void fail(String why) {
    error = why;
    end(ExperimentStatus.FAILED);
  }

  synchronized void end(ExperimentStatus last) {
    state = last;
    step = null;
    endedAt = clock.instant();
  }

  synchronized ExperimentProgress progress() {
    return new ExperimentProgress(state, done(), secondsLeft(), step);
  }

  synchronized ExperimentReport report() {
    boolean valid = invalidBecause.isEmpty();
    return new ExperimentReport(
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
    return state == ExperimentStatus.FINISHED
        ? 1
        : Math.clamp(1 - left().toMillis() / (double) estimate.toMillis(), 0, 1);
  }

  private double secondsLeft() {
    return state == ExperimentStatus.RUNNING ? Math.ceil(left().toMillis() / 1e3) : 0;
  }

  /** A turn that takes longer than it should does not count below nothing. */
  private Duration left() {
    Duration passed = Duration.between(turnBegan, clock.instant());
    return left.minus(passed.compareTo(turnEstimate) < 0 ? passed : turnEstimate);
  }
}
