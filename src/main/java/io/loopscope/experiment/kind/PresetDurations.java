package io.loopscope.experiment.kind;

import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ExperimentPlan;
import java.time.Duration;
import java.util.List;

/**
 * The rounds of a preset and their times: {@code rounds(2).settling(3).warmUp(1).measuring(8)}, in
 * seconds.
 */
record PresetDurations(int rounds, Duration settling, Duration warmUp, Duration measuring) {
  static PresetDurations rounds(int rounds) {
    return new PresetDurations(rounds, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** With this warm-up in the first round. */
  PresetDurations settling(double seconds) {
    return new PresetDurations(rounds, of(seconds), warmUp, measuring);
  }

  /** With this warm-up in later rounds. */
  PresetDurations warmUp(double seconds) {
    return new PresetDurations(rounds, settling, of(seconds), measuring);
  }

  /** With this measured time in each round. */
  PresetDurations measuring(double seconds) {
    return new PresetDurations(rounds, settling, warmUp, of(seconds));
  }

  static ExperimentPlan plan(
      Preset preset, List<Arm> arms, PresetDurations quick, PresetDurations thorough) {
    PresetDurations chosen = preset == Preset.QUICK ? quick : thorough;
    return new ExperimentPlan(
        arms, chosen.rounds, chosen.settling, chosen.warmUp, chosen.measuring);
  }

  private static Duration of(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }
}
