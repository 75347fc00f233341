package io.loopscope.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at processes from outside. */
final class ProcessTable {
  private static final Pattern WORKER = Pattern.compile("worker (\\d+) ");

  private ProcessTable() {}

  /** Whether it runs; one that has ended and whose exit code was not read (a zombie) does not. */
  static boolean isRunning(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .isPresent();
  }

  /** As {@code kill -9}. */
  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The process that did the work, told by its thread. */
  static long worker(String answer) {
    Matcher worker = WORKER.matcher(answer);
    if (!worker.find()) {
      throw new AssertionError("not done by a worker: " + answer);
    }
    return Long.parseLong(worker.group(1));
  }
}
