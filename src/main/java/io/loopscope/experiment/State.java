package io.loopscope.experiment;

import io.loopscope.http.Choice;

/** How far an experiment is. */
enum State implements Choice {
  RUNNING,
  FINISHED,
  CANCELLED,
  FAILED
}
