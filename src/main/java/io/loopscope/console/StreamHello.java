package io.loopscope.console;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Objects;

/**
 * The first event of a stream.
 *
 * @param service where the viewer's browser finds the service
 * @param process identifies this process; ids of blocks start anew after a restart
 * @param host the machine or the pod
 * @param java version of the JVM
 * @param cores CPUs that the JVM may use
 */
record StreamHello(URI service, String process, String host, String java, int cores) {
  private static final String HOST = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
  private static final String PROCESS =
      ProcessHandle.current().pid() + "-" + ManagementFactory.getRuntimeMXBean().getStartTime();

  static StreamHello of(URI service) {
    return new StreamHello(
        service,
        PROCESS,
        HOST,
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
  }
}
