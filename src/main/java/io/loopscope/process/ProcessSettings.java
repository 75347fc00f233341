package io.loopscope.process;

import io.loopscope.setting.SettingCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this process uses workers and child processes, and how it is used as one.
 *
 * @param queue requests to workers in progress at once; one more is answered 503
 * @param timeout how long a worker may take, from the request to its answer; then 504
 * @param startTimeout how long a child may take until it is ready; then it is ended
 * @param memory heap of a worker that is a child
 * @param token what every request to this process's service port must carry, if it is set
 */
@ConfigurationProperties("loopscope.process")
public record ProcessSettings(
    @DefaultValue("200") int queue,
    @DefaultValue("2m") Duration timeout,
    @DefaultValue("60s") Duration startTimeout,
    @DefaultValue("256MB") DataSize memory,
    @Nullable String token) {
  private static final int SHORTEST_TOKEN = 16;

  public ProcessSettings {
    SettingCheck.positive("loopscope.process.queue", queue);
    SettingCheck.positive("loopscope.process.timeout", timeout);
    SettingCheck.positive("loopscope.process.start-timeout", startTimeout);
    SettingCheck.positive("loopscope.process.memory", memory.toMegabytes());
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "loopscope.process.token must have at least " + SHORTEST_TOKEN + " characters");
    }
  }
}
