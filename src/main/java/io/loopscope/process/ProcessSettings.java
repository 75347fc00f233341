package io.loopscope.process;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How other processes are started and asked.
 *
 * @param queue pieces of work that a worker may be asked for at once; one more is answered 503
 * @param timeout how long a worker may take, from the request to its answer; 504 when it is over
 * @param startTimeout how long a child may take until it is ready; it is ended when it is over
 * @param memory heap of a worker that is a child
 */
@ConfigurationProperties("loopscope.process")
record ProcessSettings(
    @DefaultValue("200") int queue,
    @DefaultValue("2m") Duration timeout,
    @DefaultValue("60s") Duration startTimeout,
    @DefaultValue("256MB") DataSize memory) {

  ProcessSettings {
    positive("queue", queue);
    positive("timeout", timeout.toMillis());
    positive("start-timeout", startTimeout.toMillis());
    positive("memory", memory.toMegabytes());
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "loopscope.process." + name + " must be positive: " + value);
    }
  }
}
