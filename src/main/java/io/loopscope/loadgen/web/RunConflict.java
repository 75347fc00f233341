package io.loopscope.loadgen.web;

import io.loopscope.failure.Failure;
import io.loopscope.loadgen.engine.LoadRun;

/** The state of a run does not allow the request. */
final class RunConflict extends Failure {
  private RunConflict(String text) {
    super(Kind.CONFLICT, text);
  }

  /** Another run has not ended. */
  static Failure occupiedBy(String id) {
    return new RunConflict("run " + id + " has not ended; one at a time").at(LoadRuns.location(id));
  }

  static Failure of(String id, LoadRun run, String what) {
    Failure conflict =
        new RunConflict("run %s %s: %s".formatted(id, what, run.state().id()))
            .with("state", run.state());
    String error = run.error();
    return error == null ? conflict : conflict.with("error", error);
  }
}
