package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.Cause;
import java.util.Optional;

/**
 * One sentence on what to do about a block: on the {@link WellKnownProblem} that its stacks show,
 * or else on its cause in general.
 *
 * <p>Code that was on the loop while the machine stood still or gave it no CPU is not to blame, so
 * stacks are not read then, except for a garbage collection that the application asked for.
 */
public final class BlockAdvice {
  private static final String OUTSIDE = "No application frame on the loop: ";
  private static final String NOT_TO_BLAME = "The code on the loop is not to blame: ";

  private BlockAdvice() {}

  /** Empty if too little was seen. */
  public static Optional<String> on(Cause cause, StackSamples samples) {
    return WellKnownProblems.in(cause, samples)
        .map(WellKnownProblem::advice)
        .or(() -> inGeneral(cause, samples));
  }

  private static Optional<String> inGeneral(Cause cause, StackSamples samples) {
    boolean outside = samples.size() > 0 && !samples.hasApplicationFrame();
    return switch (cause) {
      case CPU -> Optional.of(outside ? frameworkComputes() : computes());
      case WAIT -> Optional.of(waits());
      case PAUSE -> Optional.of((outside ? OUTSIDE : NOT_TO_BLAME) + allStoodStill());
      case CONTENTION -> Optional.of((outside ? OUTSIDE : NOT_TO_BLAME) + gotNoCpu());
      case FLOOD -> Optional.of(tooManyTasks());
      case UNKNOWN -> outside ? Optional.of(OUTSIDE + lookAround()) : Optional.empty();
    };
  }

  private static String computes() {
    return "A computation held the loop: run it on parallel (subscribeOn or publishOn), or cut it"
        + " into slices of a few milliseconds that give the loop back in between.";
  }

  private static String frameworkComputes() {
    return OUTSIDE
        + "look at what the framework is given to do on it, such as the size of messages, TLS and"
        + " the number of connections that share the loop.";
  }

  private static String waits() {
    return "Something waited on the loop: use its non-blocking form, or move it to boundedElastic"
        + " or virtual threads.";
  }

  private static String allStoodStill() {
    return "the whole JVM stood still, so look at garbage collection, swapping, CPU limits, and a"
        + " paused container or machine.";
  }

  private static String gotNoCpu() {
    return "it wanted a CPU and got none, so look at CPU limits (throttling in the cgroup's"
        + " cpu.stat), noisy neighbours, and threads that compete for the cores.";
  }

  private static String tooManyTasks() {
    return "Many short tasks took the loop together: put them in batches, bound how many are handed"
        + " over at once (limitRate, the concurrency of flatMap), or spread them over the loops.";
  }

  private static String lookAround() {
    return "look at garbage collection, CPU limits and noisy neighbours.";
  }
}
