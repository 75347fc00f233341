package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.account.TimeSlice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What people often do on a loop and should not.
 *
 * <p>A stack is explained by its outermost frame that shows a problem: by what the application
 * asked for, and not by what that is made of. A stack says what was called, not with how much: the
 * sentences about things that are harmless when small say so.
 */
final class WellKnownProblems {
  static final List<WellKnownProblem> ALL =
      Stream.of(ComputationProblems.ALL, RemoteCallProblems.ALL, LocalWaitProblems.ALL)
          .flatMap(List::stream)
          .toList();

  private WellKnownProblems() {}

  /** The problem that takes at least half of the time of a kind. */
  static Optional<WellKnownProblem> in(
      Cause cause, StackSamples samples, ToLongFunction<TimeSlice> time) {
    Map<WellKnownProblem, Double> shares = new LinkedHashMap<>();
    samples
        .shares(time)
        .forEach(
            stack ->
                of(cause, stack.getKey())
                    .ifPresent(problem -> shares.merge(problem, stack.getValue(), Double::sum)));
    return shares.entrySet().stream()
        .filter(problem -> problem.getValue() >= 0.5)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** The problem that explains one sample. */
  static Optional<WellKnownProblem> of(Cause cause, StackSample sample) {
    return enclosing(cause, sample).or(() -> outermost(cause, sample));
  }

  /**
   * Output to the console is that, even if the application has put a stream of its own behind it,
   * and a class is being initialised whatever its initialiser calls.
   */
  private static Optional<WellKnownProblem> enclosing(Cause cause, StackSample sample) {
    if (!LocalWaitProblems.CONSOLE.explains(cause)) {
      return Optional.empty();
    }
    for (StackTraceElement frame : sample.outerFrames()) {
      if (StackFrames.isConsole(frame)) {
        return Optional.of(LocalWaitProblems.CONSOLE);
      }
      if (StackFrames.isInitialiser(frame)) {
        return Optional.of(ComputationProblems.CLASS_LOADING);
      }
    }
    return Optional.empty();
  }

  private static Optional<WellKnownProblem> outermost(Cause cause, StackSample sample) {
    for (int frame = sample.innerFrames().size() - 1; frame >= 0; frame--) {
      for (WellKnownProblem problem : ALL) {
        if (problem.explains(cause) && problem.shown().shows(sample, frame)) {
          return Optional.of(problem);
        }
      }
    }
    return Optional.empty();
  }
}
