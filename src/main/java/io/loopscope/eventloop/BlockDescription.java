package io.loopscope.eventloop;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a block into words: <i>loop http-2 blocked 812 ms by GET /api/cpu/{workload}, 97 % on CPU,
 * in Primes.count; 37 connections waited.</i>
 *
 * <p>A block that consists of several things names them in their order: <i>260 ms on CPU in
 * Primes.count, then 412 ms runnable without a CPU</i>.
 */
final class BlockDescription {
  /** From what share of its time a block is said to be one thing only. */
  private static final double ALMOST_ALL = 0.9;

  private BlockDescription() {}

  static String of(Block block) {
    return "loop "
        + block.group()
        + "-"
        + block.loop()
        + (block.ongoing() ? " has been blocked for " : " blocked ")
        + duration(block.durationMs())
        + route(block)
        + why(block)
        + holder(block.diagnosis().holder())
        + connections(block)
        + ".";
  }

  private static String route(Block block) {
    if (block.route() == null) {
      return "";
    }
    return blamesCode(block) ? " by " + block.route() : " while serving " + block.route();
  }

  private static boolean blamesCode(Block block) {
    return block.cause() == Cause.CPU
        || block.cause() == Cause.WAIT
        || block.cause() != Cause.FLOOD
            && block.culprit() != null
            && block.cause() != Cause.UNKNOWN;
  }

  private static String why(Block block) {
    List<BlockPhase> phases = block.diagnosis().phases();
    if (block.cause() != Cause.FLOOD && phases.size() > 1 && !isOneThing(block, phases)) {
      return ": "
          + phases.stream().map(BlockDescription::phase).collect(Collectors.joining(", then "));
    }
    return switch (block.cause()) {
      case CPU -> onCpu(block) + in(block);
      case WAIT -> ", waiting" + onCpu(block) + in(block);
      case PAUSE -> ": " + stop(block.diagnosis().reason());
      case CONTENTION -> ": " + lack(block.diagnosis().reason()) + most(block);
      case FLOOD -> ": " + flood(block) + in(block);
      case UNKNOWN -> ", cause unknown" + onCpu(block) + in(block);
    };
  }

  private static boolean isOneThing(Block block, List<BlockPhase> phases) {
    return phases.stream().anyMatch(phase -> phase.ms() >= ALMOST_ALL * block.durationMs());
  }

  private static String phase(BlockPhase phase) {
    String in = phase.method() == null ? "" : " in " + phase.method();
    return duration(phase.ms())
        + switch (phase.cause()) {
          case CPU -> " on CPU" + in;
          case WAIT -> " waiting" + in;
          case PAUSE -> " stopped";
          case CONTENTION -> " runnable without a CPU";
          case FLOOD, UNKNOWN -> in;
        };
  }

  private static String stop(BlockReason reason) {
    return switch (reason) {
      case GC -> "the garbage collector stopped the JVM";
      case SAFEPOINT -> "an operation of the JVM stopped all its threads";
      case ALLOCATION_STALL -> "it waited for the garbage collector to free memory";
      case SUSPENDED -> "it was suspended";
      default -> "the whole JVM was stopped";
    };
  }

  private static String lack(BlockReason reason) {
    return switch (reason) {
      case THROTTLED -> "runnable, but held back by the CPU limit of its control group";
      case STOLEN -> "runnable, but the hypervisor ran other machines";
      default -> "runnable, but not scheduled on a CPU";
    };
  }

  private static String onCpu(Block block) {
    double share = block.diagnosis().cpuShare();
    return Double.isNaN(share) ? "" : ", " + percent(share) + " on CPU";
  }

  private static String in(Block block) {
    return block.culprit() == null ? "" : ", in " + block.culprit();
  }

  private static String most(Block block) {
    double share = block.diagnosis().cpuShare();
    return Double.isNaN(share) ? "" : " for " + percent(1 - share) + " of the time";
  }

  private static String flood(Block block) {
    if (block.tasks() <= 0) {
      return "many short tasks";
    }
    return (block.ongoing() ? "it has run " : "it ran ")
        + block.tasks()
        + (block.tasks() == 1 ? " task of " : " tasks of ")
        + duration(block.durationMs() / block.tasks())
        + (block.tasks() == 1 ? "" : " each");
  }

  private static String holder(@Nullable LockHolder holder) {
    return holder == null ? "" : ", held by " + holder.text();
  }

  private static String connections(Block block) {
    int connections = block.connections();
    if (connections <= 0) {
      return "";
    }
    boolean isOne = connections == 1;
    String verb = block.ongoing() ? isOne ? " is waiting" : " are waiting" : " waited";
    return "; " + connections + (isOne ? " connection" : " connections") + verb;
  }

  private static String percent(double share) {
    return Math.round(100 * Math.max(0, Math.min(1, share))) + " %";
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
