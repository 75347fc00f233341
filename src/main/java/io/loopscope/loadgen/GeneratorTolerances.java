package io.loopscope.loadgen;

import io.loopscope.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The errors of a generator up to which its result is valid. Shares are from 0 to 1.
 *
 * @param late delay from which a send counts as late
 * @param lateSends share of sends that may be late, or wait for a connection that long
 * @param dropped share of planned sends that may be dropped
 * @param paused share of the time in which the process may pause, each time longer than {@code
 *     late}
 * @param stolen share of all CPU time that the host may take
 * @param throttled share of the time in which the cgroup may be throttled
 */
public record GeneratorTolerances(
    @DefaultValue("10ms") Duration late,
    @DefaultValue("0.01") double lateSends,
    @DefaultValue("0.01") double dropped,
    @DefaultValue("0.01") double paused,
    @DefaultValue("0.02") double stolen,
    @DefaultValue("0.01") double throttled) {
  public static final GeneratorTolerances DEFAULT =
      new GeneratorTolerances(Duration.ofMillis(10), 0.01, 0.01, 0.01, 0.02, 0.01);

  public GeneratorTolerances {
    SettingCheck.positive("loopscope.loadgen.tolerances.late", late);
    share("late-sends", lateSends);
    share("dropped", dropped);
    share("paused", paused);
    share("stolen", stolen);
    share("throttled", throttled);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "loopscope.loadgen.tolerances." + name + " must be in 0..1: " + value);
    }
  }
}
