package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.PAUSE;
import static io.loopscope.eventloop.Cause.UNKNOWN;
import static io.loopscope.eventloop.Cause.WAIT;

import io.loopscope.eventloop.Cause;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Something that does not belong on a loop: how it looks on a stack, and what to do instead.
 *
 * @param name short
 * @param causes blocks of other causes are not explained by it
 * @param seen whether a sample shows it
 * @param advice one sentence
 */
record WellKnownProblem(
    String name, Set<Cause> causes, Predicate<StackSample> seen, String advice) {
  private static final Predicate<StackSample> AT_A_LOCK =
      calling(
          """
          java.util.concurrent.locks.ReentrantLock. java.util.concurrent.locks.StampedLock.
          java.util.concurrent.locks.ReentrantReadWriteLock. java.util.concurrent.Semaphore.
          java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject.
          """);

  private static final Predicate<StackSample> LOADING_A_CLASS =
      calling(
          """
          java.lang.ClassLoader.loadClass() java.lang.ClassLoader.defineClass()
          java.lang.Class.forName() jdk.internal.loader.BuiltinClassLoader.loadClass()
          """);

  static WellKnownProblem computing(String name, String calls, String advice) {
    return new WellKnownProblem(name, Set.of(CPU, UNKNOWN), calling(calls), advice);
  }

  static WellKnownProblem waiting(String name, String calls, String advice) {
    return waiting(name, calling(calls), advice);
  }

  static WellKnownProblem waiting(String name, Predicate<StackSample> seen, String advice) {
    return new WellKnownProblem(name, Set.of(WAIT, UNKNOWN), seen.and(StackSample::waits), advice);
  }

  static WellKnownProblem either(String name, String calls, String advice) {
    return either(name, calling(calls), advice);
  }

  static WellKnownProblem either(String name, Predicate<StackSample> seen, String advice) {
    return new WellKnownProblem(name, Set.of(CPU, WAIT, UNKNOWN), seen, advice);
  }

  static WellKnownProblem stoppingAll(String name, String calls, String advice) {
    return new WellKnownProblem(name, Set.of(CPU, WAIT, PAUSE, UNKNOWN), calling(calls), advice);
  }

  /**
   * Whether the application was in one of these: a package ({@code java.util.}), a type with what
   * is nested in it ({@code java.util.Timer.}) or a method ({@code java.util.Timer.cancel()}),
   * separated by white space. Names are whole, so that nothing is taken for its namesake.
   */
  private static Predicate<StackSample> calling(String names) {
    Set<String> calls = Set.of(names.strip().split("\\s+"));
    return sample -> sample.isCalling(calls);
  }

  static boolean isGettingAClass(StackSample sample) {
    return LOADING_A_CLASS.test(sample) || sample.initialisesAClass();
  }

  static boolean isAtALock(StackSample sample) {
    return sample.state() == Thread.State.BLOCKED || AT_A_LOCK.test(sample);
  }

  static boolean isAtAPoolsLock(StackSample sample) {
    return isAtALock(sample) && sample.innerFrames().stream().anyMatch(WellKnownProblem::isOfAPool);
  }

  boolean explains(Cause cause, StackSamples samples) {
    return causes.contains(cause) && samples.mostly(seen);
  }

  private static boolean isOfAPool(StackTraceElement frame) {
    String type = frame.getClassName();
    return !StackFrames.isJdk(type) && type.indexOf("Pool", type.lastIndexOf('.')) >= 0;
  }
}
