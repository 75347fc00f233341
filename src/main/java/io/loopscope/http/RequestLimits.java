package io.loopscope.http;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that one request may cost.
 *
 * @param calls downstream calls in one composition
 * @param delay longest delay of a call or a timer
 * @param timeout longest timeout
 * @param units most units of CPU work; a unit is about 1 ms on one current server core
 * @param fileSize largest file to serve
 * @param tasks tasks in memory, running and finished together
 */
@ConfigurationProperties("loopscope.limits")
public record RequestLimits(
    @DefaultValue("1000") int calls,
    @DefaultValue("60s") Duration delay,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("30000") int units,
    @DefaultValue("256MB") DataSize fileSize,
    @DefaultValue("1000") int tasks) {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  public RequestLimits {
    SettingCheck.positive("loopscope.limits.calls", calls);
    SettingCheck.positive("loopscope.limits.delay", delay);
    SettingCheck.positive("loopscope.limits.timeout", timeout);
    SettingCheck.positive("loopscope.limits.units", units);
    SettingCheck.positive("loopscope.limits.file-size", fileSize.toBytes());
    SettingCheck.positive("loopscope.limits.tasks", tasks);
  }

  /** Returns {@code value} if it is in {@code min..max}, else rejects {@code parameter}. */
  public static int within(String parameter, int value, int min, int max) {
    if (value < min || value > max) {
      throw InvalidRequest.parameter(parameter, value, min + ".." + max);
    }
    return value;
  }

  public int calls(int value) {
    return within("calls", value, 1, calls);
  }

  public int units(int value) {
    return within("units", value, 1, units);
  }

  public DelayDistribution delay(DelayDistribution value) {
    if (value.longest().compareTo(delay) > 0) {
      throw InvalidRequest.parameter("delay", value, "at most " + DelayDistribution.fixed(delay));
    }
    return value;
  }

  public Duration timeout(Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(timeout) > 0) {
      throw InvalidRequest.parameter(
          "timeout",
          DelayDistribution.fixed(value),
          DelayDistribution.fixed(SHORTEST) + " to " + DelayDistribution.fixed(timeout));
    }
    return value;
  }
}
