package io.loopscope.experiment;

import java.util.List;

/** Says in words what the numbers of an experiment mean besides its verdict. */
@FunctionalInterface
public interface Diagnosis {
  /** Sentences, the most telling first; depends on nothing but the findings. */
  List<String> of(Findings findings);
}
