package io.loopscope.experiment.run;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.Preset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What can be run.
 *
 * @param arms their names
 * @param presets how much time each takes on this machine
 */
public record KindDescription(
    String kind,
    String question,
    String expectation,
    List<String> arms,
    Map<String, Effort> presets) {
  static KindDescription of(ExperimentKind kind, MachineSize machine) {
    return new KindDescription(
        kind.id(),
        kind.question(),
        kind.expectation(),
        kind.plan(Preset.QUICK, machine).arms().stream().map(Arm::name).toList(),
        Arrays.stream(Preset.values())
            .collect(
                Collectors.toMap(Preset::id, preset -> Effort.of(kind.plan(preset, machine)))));
  }

  /**
   * What a preset takes.
   *
   * @param seconds if no turn has to be repeated
   */
  record Effort(long seconds, int arms, int rounds) {
    static Effort of(ExperimentPlan plan) {
      return new Effort(plan.estimate().toSeconds(), plan.arms().size(), plan.rounds());
    }
  }
}
