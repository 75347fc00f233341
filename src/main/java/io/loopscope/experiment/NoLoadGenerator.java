package io.loopscope.experiment;

import io.loopscope.failure.Failure;

/** No load generator is configured, and none may be started here. */
public final class NoLoadGenerator extends Failure {
  public NoLoadGenerator() {
    super(
        Kind.UNAVAILABLE,
        "there is no load generator: loopscope.loadgen.url is not set, and a service that stands"
            + " alone starts none beside itself");
  }
}
