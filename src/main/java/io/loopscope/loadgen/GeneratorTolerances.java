package io.loopscope.loadgen;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a generator may get wrong before its result is invalid. Shares are from 0 to 1.
 *
 * @param late from how far behind its plan a send is called late
 * @param lateSends share of sends that may be late, or wait that long for a connection
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
    if (late.isNegative() || late.isZero()) {
      throw new IllegalArgumentException(
          "loopscope.loadgen.tolerances.late must be positive: " + late);
    }
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
