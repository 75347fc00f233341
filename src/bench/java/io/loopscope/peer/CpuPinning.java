package io.loopscope.peer;

import java.io.IOException;
import java.util.List;

/** Keeps the server on the first CPU, and the generator and the downstream on the second. */
final class CpuPinning {
  private static final String SERVER = "0";
  private static final String GENERATOR = "1";

  private CpuPinning() {}

  /** The beginning of a command that is to run on the first CPU. */
  static List<String> onFirst() {
    return List.of("taskset", "-c", SERVER);
  }

  /** Moves every thread of this JVM, and those that they start, to the second CPU. */
  static void moveThisJvm() throws IOException, InterruptedException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    Process taskset =
        new ProcessBuilder("taskset", "-a", "-p", "-c", GENERATOR, pid)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (taskset.waitFor() != 0) {
      throw new IOException("the generator needs a second CPU and taskset");
    }
  }
}
