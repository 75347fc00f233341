package io.loopscope.eventloop.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The number of a thread in the kernel, which the JVM does not give away. */
public final class KernelThreadId {
  private static final Path SELF = Path.of("/proc/thread-self");

  private KernelThreadId() {}

  /** That of the calling thread, from the link {@code 1234/task/1240}; 0 where there is none. */
  public static long current() {
    try {
      return Long.parseLong(Files.readSymbolicLink(SELF).getFileName().toString());
    } catch (IOException | NumberFormatException | UnsupportedOperationException notLinux) {
      return 0;
    }
  }
}
