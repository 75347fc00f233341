package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Preset;
import java.time.Duration;
import java.util.List;

/**
 * How much time a preset gives to each arm.
 *
 * @param rounds how often
 * @param settling seconds of warm-up in the first round
 * @param warmUp seconds of warm-up in later rounds
 * @param measuring seconds that count, in each round
 */
record PresetDurations(int rounds, double settling, double warmUp, double measuring) {
  static ExperimentPlan plan(
      Preset preset, List<Arm> arms, PresetDurations quick, PresetDurations thorough) {
    PresetDurations effort = preset == Preset.QUICK ? quick : thorough;
    return new ExperimentPlan(
        arms,
        effort.rounds,
        seconds(effort.settling),
        seconds(effort.warmUp),
        seconds(effort.measuring));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }
}
