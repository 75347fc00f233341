package io.loopscope.eventloop.monitor;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How event loops are watched.
 *
 * @param enabled whether blocks are judged; may be changed while the process runs
 * @param threshold from what age a turn of a loop is called a block; may be changed while the
 *     process runs
 * @param keep finished blocks to remember
 * @param probeInterval how often a loop that was not built here is probed; such a loop wakes for
 *     every probe
 * @param warmUp how long after the start blocks of less than a second are not logged
 * @param buildLoops whether the loops that reactor-netty shares are built to keep an exact clock;
 *     otherwise they are probed
 * @param managementLoops whether a management port of its own is served by loops of its own, so
 *     that it answers while those of the service are blocked
 * @param applicationPackages packages whose code is the application's, and no other; by default
 *     where a class was loaded from decides
 */
@ConfigurationProperties("eventloop.monitor")
public record MonitorSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("25ms") Duration threshold,
    @DefaultValue("50") int keep,
    @DefaultValue("20ms") Duration probeInterval,
    @DefaultValue("10s") Duration warmUp,
    @DefaultValue("true") boolean buildLoops,
    @DefaultValue("true") boolean managementLoops,
    @DefaultValue List<String> applicationPackages) {
  static final Duration LEAST_THRESHOLD = Duration.ofMillis(5);
  static final Duration MOST_THRESHOLD = Duration.ofMinutes(1);

  public MonitorSettings {
    checkedThreshold(threshold);
    if (keep < 1 || keep > 10_000) {
      throw new IllegalArgumentException("eventloop.monitor.keep must be in 1..10000: " + keep);
    }
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException(
          "eventloop.monitor.warm-up must not be negative: " + warmUp);
    }
    if (probeInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "eventloop.monitor.probe-interval must be at least 1ms: " + probeInterval);
    }
  }

  public static Duration checkedThreshold(Duration threshold) {
    if (threshold.compareTo(LEAST_THRESHOLD) < 0 || threshold.compareTo(MOST_THRESHOLD) > 0) {
      throw new IllegalArgumentException(
          "eventloop.monitor.threshold must be in 5ms..1m: " + threshold);
    }
    return threshold;
  }
}
