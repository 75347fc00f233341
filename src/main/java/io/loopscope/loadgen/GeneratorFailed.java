package io.loopscope.loadgen;

import io.loopscope.failure.Failure;

/** A load generator stopped without a result, or does not answer. */
public final class GeneratorFailed extends Failure {
  public GeneratorFailed(String text) {
    super(Kind.UPSTREAM, text);
  }
}
