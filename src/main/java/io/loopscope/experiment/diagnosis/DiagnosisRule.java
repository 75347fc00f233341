package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import java.util.Optional;

/** Checks arms for one problem. */
interface DiagnosisRule {
  /** The problem as this arm has it; empty if the arm does not have it. */
  Optional<Symptom> symptom(ArmReport arm);

  /** What to change; the same for every arm. */
  String remedy();

  /**
   * The problem of one arm.
   *
   * @param severity in any measure that lets arms be compared
   * @param sentence with the numbers of the arm
   */
  record Symptom(double severity, String sentence) {}
}
