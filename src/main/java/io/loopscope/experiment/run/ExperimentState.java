package io.loopscope.experiment.run;

import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.VerdictOutcome;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Diagnosis;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.Measurements;
import io.loopscope.experiment.report.ReportSummary;
import io.loopscope.experiment.report.RunEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of one experiment. Any thread may read it; one at a time writes it. */
final class ExperimentState {
  private final String id;
  private final ExperimentRequest request;
  private final ExperimentKind kind;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Map<Arm, List<MeasuredRound>> rounds = new LinkedHashMap<>();
  private final Map<Arm, ArmReport> arms = new LinkedHashMap<>();
  private final List<String> invalidBecause = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<String> diagnosis = List.of();
  private ExperimentStatus status = ExperimentStatus.RUNNING;
  private @Nullable String step;
  private @Nullable RunEnvironment environment;
  private @Nullable Verdict verdict;
  private @Nullable String error;
  private @Nullable Instant endedAt;
  private Duration estimate = Duration.ZERO;
  private Duration left = Duration.ZERO;
  private Duration turnEstimate = Duration.ZERO;
  private Instant turnBegan;

  /**
   * Creates the state of an experiment that has not begun.
   *
   * @param plan made from estimated costs; {@link #planned} replaces it
   */
  ExperimentState(
      String id,
      ExperimentRequest request,
      ExperimentKind kind,
      ExperimentPlan plan,
      InstantSource clock) {
    this.id = id;
    this.request = request;
    this.kind = kind;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.turnBegan = startedAt;
    planned(plan);
  }

  Preset preset() {
    return request.preset();
  }

  synchronized Duration estimate() {
    return estimate;
  }

  synchronized void step(String now) {
    step = now;
  }

  synchronized void environment(RunEnvironment read) {
    environment = read;
    notes.add("load from " + read.generator());
  }

  synchronized void planned(ExperimentPlan plan) {
    estimate = plan.estimate();
    left = estimate;
  }

  synchronized void begin(ExperimentPlan.Turn turn) {
    step = name(turn.arm(), turn.round());
    left = left.minus(turnEstimate);
    turnEstimate = turn.estimate();
    turnBegan = clock.instant();
  }

  synchronized void repeat(ExperimentPlan.Turn turn, List<String> reasons) {
    repeated.add(name(turn.arm(), turn.round()) + ": " + String.join("; ", reasons));
    turnBegan = clock.instant();
  }

  synchronized void add(MeasuredRound round) {
    Arm arm = round.arm();
    List<MeasuredRound> measured = rounds.computeIfAbsent(arm, it -> new ArrayList<>());
    measured.add(round);
    arms.put(arm, RoundAggregator.report(arm, measured));
    round.invalidBecause().stream()
        .map(reason -> name(arm, round.number()) + ": " + reason)
        .forEach(invalidBecause::add);
  }

  synchronized void judge(Diagnosis rules) {
    Findings findings = new Findings(List.copyOf(arms.values()));
    verdict = kind.judge(findings);
    diagnosis = rules.of(findings);
  }

  synchronized void fail(String reason) {
    error = reason;
    end(ExperimentStatus.FAILED);
  }

  synchronized void end(ExperimentStatus last) {
    status = last;
    step = null;
    endedAt = clock.instant();
  }

  synchronized ExperimentProgress progress() {
    return new ExperimentProgress(status, done(), secondsLeft(), step);
  }

  synchronized ExperimentReport report() {
    return new ExperimentReport(
        summary(),
        endedAt,
        kind.claim().question(),
        kind.claim().expectation(),
        new Measurements(List.copyOf(arms.values()), environment, invalidBecause, repeated, notes),
        diagnosis,
        error);
  }

  private ReportSummary summary() {
    boolean valid = invalidBecause.isEmpty();
    String sentence = verdict == null ? null : (valid ? "" : "INVALID: ") + verdict.sentence();
    VerdictOutcome outcome = verdict == null || !valid ? null : verdict.outcome();
    return new ReportSummary(id, request, startedAt, progress(), valid, sentence, outcome);
  }

  private double done() {
    return status == ExperimentStatus.FINISHED
        ? 1
        : Math.clamp(1 - left().toMillis() / (double) estimate.toMillis(), 0, 1);
  }

  private double secondsLeft() {
    return status == ExperimentStatus.RUNNING ? Math.ceil(left().toMillis() / 1e3) : 0;
  }

  /** The planned time that is left; a turn that exceeds its estimate does not reduce it further. */
  private Duration left() {
    Duration passed = Duration.between(turnBegan, clock.instant());
    return left.minus(passed.compareTo(turnEstimate) < 0 ? passed : turnEstimate);
  }

  private static String name(Arm arm, int round) {
    return "%s, round %d".formatted(arm.name(), round);
  }
}
