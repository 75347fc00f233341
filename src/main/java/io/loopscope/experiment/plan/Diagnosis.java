package io.loopscope.experiment.plan;

import java.util.List;

/** Explains the numbers of an experiment beyond its verdict. */
@FunctionalInterface
public interface Diagnosis {
  /** Sentences, the most important first; depends on nothing but the findings. */
  List<String> of(Findings findings);
}
