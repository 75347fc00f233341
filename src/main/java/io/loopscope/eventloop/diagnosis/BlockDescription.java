package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.Cause;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts a block into words: <i>loop 2 of http blocked 812 ms by GET /api/cpu/{workload}, 97 % on
 * CPU, in Primes.count; 37 connections waited.</i>
 *
 * <p>Only a computation or a wait is blamed on the route; otherwise the route was merely there. A
 * pause and a lack of CPU are not blamed on a method either.
 */
public final class BlockDescription {
  private BlockDescription() {}

  /**
   * What is known of a block, as in {@code Block}.
   *
   * @param cpuShare 0 to 1; NaN if not known
   * @param connections who waits; not mentioned unless positive
   * @param tasks how many tasks ran; mentioned of a flood
   */
  public record Facts(
      String group,
      int loop,
      double durationMs,
      boolean ongoing,
      Cause cause,
      double cpuShare,
      @Nullable String culprit,
      @Nullable String route,
      int connections,
      long tasks) {}

  public static String of(Facts facts) {
    return "loop "
        + facts.loop
        + " of "
        + facts.group
        + (facts.ongoing ? " has been blocked for " : " blocked ")
        + duration(facts.durationMs)
        + route(facts)
        + why(facts)
        + connections(facts)
        + ".";
  }

  private static String route(Facts facts) {
    if (facts.route == null) {
      return "";
    }
    return switch (facts.cause) {
      case CPU, WAIT -> " by " + facts.route;
      case PAUSE, CONTENTION, FLOOD, UNKNOWN -> " while serving " + facts.route;
    };
  }

  private static String why(Facts facts) {
    return switch (facts.cause) {
      case CPU -> onCpu(facts) + in(facts);
      case WAIT -> ", waiting" + onCpu(facts) + in(facts);
      case PAUSE -> ": the whole JVM stood still";
      case CONTENTION -> ": it wanted a CPU and got none" + most(facts);
      case FLOOD -> ": " + flood(facts) + in(facts);
      case UNKNOWN -> ", cause unknown" + onCpu(facts) + in(facts);
    };
  }

  private static String onCpu(Facts facts) {
    return Double.isNaN(facts.cpuShare) ? "" : ", " + percent(facts.cpuShare) + " on CPU";
  }

  private static String in(Facts facts) {
    return facts.culprit == null ? "" : ", in " + facts.culprit;
  }

  private static String most(Facts facts) {
    return Double.isNaN(facts.cpuShare)
        ? ""
        : " for " + percent(1 - facts.cpuShare) + " of the time";
  }

  private static String flood(Facts facts) {
    if (facts.tasks <= 0) {
      return "many short tasks";
    }
    return (facts.ongoing ? "it has run " : "it ran ")
        + facts.tasks
        + (facts.tasks == 1 ? " task of " : " tasks of ")
        + duration(facts.durationMs / facts.tasks)
        + (facts.tasks == 1 ? "" : " each");
  }

  private static String connections(Facts facts) {
    if (facts.connections <= 0) {
      return "";
    }
    boolean one = facts.connections == 1;
    String verb = facts.ongoing ? one ? " is waiting" : " are waiting" : " waited";
    return "; " + facts.connections + (one ? " connection" : " connections") + verb;
  }

  private static String percent(double share) {
    return Math.round(100 * Math.max(0, Math.min(share, 1))) + " %";
  }

  private static String duration(double ms) {
    if (ms >= 999.5) {
      return String.format(Locale.ROOT, "%.2f s", ms / 1000);
    }
    if (ms >= 9.95) {
      return Math.round(ms) + " ms";
    }
    return ms >= 0.1 ? String.format(Locale.ROOT, "%.1f ms", ms) : Math.round(1000 * ms) + " µs";
  }
}
