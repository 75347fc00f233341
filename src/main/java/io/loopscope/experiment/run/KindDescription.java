package io.loopscope.experiment.run;

import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.MachineCapacity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An experiment that can be run.
 *
 * @param arms their names
 * @param presets the effort of each on this machine, by the costs as last measured
 */
public record KindDescription(
    String kind,
    String question,
    String expectation,
    List<String> arms,
    Map<String, Effort> presets) {
  static KindDescription of(ExperimentKind kind, MachineCapacity machine) {
    return new KindDescription(
        kind.id(),
        kind.claim().question(),
        kind.claim().expectation(),
        kind.plan(Preset.QUICK, machine).arms().stream().map(Arm::name).toList(),
        Arrays.stream(Preset.values())
            .collect(
                Collectors.toMap(Preset::id, preset -> Effort.of(kind.plan(preset, machine)))));
  }

  /**
   * The effort of a preset.
   *
   * @param seconds if no turn has to be repeated
   */
  record Effort(long seconds, int arms, int rounds) {
    static Effort of(ExperimentPlan plan) {
      return new Effort(plan.estimate().toSeconds(), plan.arms().size(), plan.rounds());
    }
  }
}
