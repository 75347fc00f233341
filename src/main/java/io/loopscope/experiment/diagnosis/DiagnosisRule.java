package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;

/** Looks at one arm for one thing. */
interface DiagnosisRule {
  /** How bad it is, in any measure that lets arms be compared; 0 or less if there is nothing. */
  double severity(ArmReport arm);

  /** What it is, with its numbers, about an arm with something to say. */
  String words(ArmReport arm);

  /** What to change; the same for every arm. */
  String remedy();
}
