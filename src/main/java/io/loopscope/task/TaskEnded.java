package io.loopscope.task;

import io.loopscope.failure.Failure;

/** The task cannot be cancelled because it has ended. */
final class TaskEnded extends Failure {
  TaskEnded(BackgroundTask.Summary task) {
    super(Kind.CONFLICT, "task %s has ended already: %s".formatted(task.id(), task.state().id()));
    with("state", task.state().id());
  }
}
