package io.loopscope.experiment;

import io.loopscope.failure.Failure;
import java.net.URI;

/** An experiment cannot start because another one runs. */
public final class OtherExperimentRuns extends Failure {
  public OtherExperimentRuns(String id, URI location) {
    super(Kind.CONFLICT, "experiment " + id + " runs; one at a time");
    at(location);
  }
}
