package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.account.TimeSlice;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * One sentence on what to do about a block: on the {@link WellKnownProblem} that its stacks show,
 * or else on its reason in general.
 *
 * <p>Code that was on the loop while the machine stopped it or gave it no CPU is not to blame,
 * unless the CPU time that it used would have been a block by itself.
 */
final class BlockAdvice {
  private static final String OUTSIDE = "No application frame on the loop: ";
  private static final String NOT_TO_BLAME = "The code on the loop is not to blame: ";

  private BlockAdvice() {}

  /**
   * Empty if too little was seen.
   *
   * @param computes whether the loop's own CPU time would have been a block
   * @param repeats knows how often the same culprit had the same problem before
   */
  static Optional<String> on(
      Cause cause, BlockReason reason, StackSamples samples, boolean computes, Repeats repeats) {
    Cause blamed = blamed(cause, computes);
    Optional<String> particular =
        WellKnownProblems.in(blamed, samples, kind(blamed))
            .map(problem -> repeats.counted(problem) + bySleeping(problem, samples));
    Optional<String> advice =
        particular.or(() -> inGeneral(blamed, reason, samples)).filter(text -> !text.isEmpty());
    return blamed == cause ? advice : advice.map(text -> text + alsoOutside(cause, reason));
  }

  private static Cause blamed(Cause cause, boolean computes) {
    return computes && !cause.blamesCode() ? Cause.CPU : cause;
  }

  private static ToLongFunction<TimeSlice> kind(Cause cause) {
    return switch (cause) {
      case CPU -> TimeSlice::cpuNanos;
      case WAIT -> TimeSlice::waitedNanos;
      case PAUSE, CONTENTION, FLOOD, UNKNOWN -> TimeSlice::totalNanos;
    };
  }

  /** A library that sleeps cannot be told to use a timer instead. */
  private static String bySleeping(WellKnownProblem problem, StackSamples samples) {
    if (!problem.name().equals("sleep")) {
      return problem.advice();
    }
    return samples
        .longest(TimeSlice::waitedNanos)
        .filter(sample -> sample.application() > 0)
        .map(sample -> sample.frames().get(sample.application() - 1))
        .filter(called -> !StackFrames.isJdk(called.getClassName()))
        .map(
            called ->
                StackFrames.shortName(called)
                    + " sleeps until something is done: call it on boundedElastic or virtual"
                    + " threads, or use the library's non-blocking form.")
        .orElse(problem.advice());
  }

  private static Optional<String> inGeneral(Cause cause, BlockReason reason, StackSamples samples) {
    boolean outside = samples.size() > 0 && !samples.hasApplicationFrame();
    return switch (cause) {
      case CPU -> Optional.of(outside ? frameworkComputes() : computes());
      case WAIT -> Optional.of(waits(reason));
      case PAUSE -> Optional.of((outside ? OUTSIDE : NOT_TO_BLAME) + stopped(reason));
      case CONTENTION -> Optional.of((outside ? OUTSIDE : NOT_TO_BLAME) + gotNoCpu(reason));
      case FLOOD -> Optional.of(tooManyTasks());
      case UNKNOWN -> outside ? Optional.of(OUTSIDE + lookAround()) : Optional.empty();
    };
  }

  private static String alsoOutside(Cause cause, BlockReason reason) {
    return " It took longer still because "
        + (cause == Cause.PAUSE ? "the JVM was stopped meanwhile: " + stopped(reason) : "")
        + (cause == Cause.CONTENTION ? gotNoCpu(reason) : "");
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

  private static String waits(BlockReason reason) {
    return switch (reason) {
      case CLASS_INIT ->
          "The loop waited for another thread to initialise a class: use the class at start-up,"
              + " before traffic comes, and keep I/O and long computations out of static"
              + " initialisers.";
      case PAGE_FAULT ->
          "Pages had to be read from a disk: read files on boundedElastic, warm mapped files up, and"
              + " see that the process is not swapped out.";
      case IO ->
          "Blocking I/O held the loop: use its non-blocking form, or move it to boundedElastic or"
              + " virtual threads.";
      case NATIVE ->
          "Native code waited on the loop: call it on boundedElastic or virtual threads.";
      default ->
          "Something waited on the loop: use its non-blocking form, or move it to boundedElastic or"
              + " virtual threads.";
    };
  }

  private static String stopped(BlockReason reason) {
    return switch (reason) {
      case GC ->
          "the garbage collector stopped the JVM, so look at the heap's size, the allocation rate"
              + " and the choice of collector.";
      case ALLOCATION_STALL ->
          "memory was used up faster than the collector freed it (an allocation stall), so give the"
              + " heap more room or allocate less.";
      case SUSPENDED ->
          "the thread or the whole process was suspended, so look for a debugger, a paused container"
              + " or machine, and signals.";
      case SAFEPOINT ->
          "an operation of the JVM stopped all threads (-Xlog:safepoint names it), such as a heap or"
              + " thread dump, or deoptimisation.";
      default ->
          "the whole JVM stood still, so look at garbage collection, swapping, CPU limits, and a"
              + " paused container or machine.";
    };
  }

  private static String gotNoCpu(BlockReason reason) {
    return switch (reason) {
      case THROTTLED ->
          "the control group's CPU limit held it back (throttled in its cpu.stat), so raise or remove"
              + " the limit, or use fewer threads.";
      case STOLEN ->
          "the hypervisor gave the CPU to other machines, so look at steal time and noisy"
              + " neighbours.";
      default ->
          "other threads had the CPUs, so look at what else runs on this machine, at the threads of"
              + " this JVM that compete for the cores, and at CPU limits.";
    };
  }

  private static String tooManyTasks() {
    return "Many short tasks took the loop together: put them in batches, bound how many are handed"
        + " over at once (limitRate, the concurrency of flatMap), or spread them over the loops.";
  }

  private static String lookAround() {
    return "look at garbage collection, CPU limits and noisy neighbours.";
  }

  /** Knows how often a problem came before. */
  @FunctionalInterface
  interface Repeats {
    /** What to say of it before the advice; empty for nothing. */
    String counted(WellKnownProblem problem);
  }
}
