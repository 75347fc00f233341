package io.loopscope.process;

import io.loopscope.placement.PlacedResult;
import org.springframework.http.HttpHeaders;

/**
 * Wait and run time of work in another process: headers of the response whose body is the result.
 *
 * @param thread the process and thread on which it finished
 * @param queuedNanos how long it waited for a thread
 * @param runNanos how long it ran on one
 */
public record WorkTimings(String thread, long queuedNanos, long runNanos) {
  private static final String THREAD = "Loopscope-Thread";
  private static final String QUEUED = "Loopscope-Queued-Nanos";
  private static final String RUN = "Loopscope-Run-Nanos";

  /** The timings of work that ran in this process. */
  public static WorkTimings of(PlacedResult<?> placed) {
    return new WorkTimings(
        "worker " + ProcessHandle.current().pid() + " " + placed.thread(),
        placed.queuedNanos(),
        placed.runNanos());
  }

  public void write(HttpHeaders headers) {
    headers.set(THREAD, thread);
    headers.set(QUEUED, String.valueOf(queuedNanos));
    headers.set(RUN, String.valueOf(runNanos));
  }

  static WorkTimings read(HttpHeaders headers) {
    return new WorkTimings(text(headers, THREAD), number(headers, QUEUED), number(headers, RUN));
  }

  private static long number(HttpHeaders headers, String name) {
    return Long.parseLong(text(headers, name));
  }

  private static String text(HttpHeaders headers, String name) {
    String value = headers.getFirst(name);
    if (value == null) {
      throw new IllegalArgumentException("an answer without " + name + " is not a worker's");
    }
    return value;
  }
}
