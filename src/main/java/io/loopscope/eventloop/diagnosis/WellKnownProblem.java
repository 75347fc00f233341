package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.PAUSE;
import static io.loopscope.eventloop.Cause.UNKNOWN;
import static io.loopscope.eventloop.Cause.WAIT;

import io.loopscope.eventloop.Cause;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that does not belong on a loop: how it looks on a stack, and what to do instead.
 *
 * @param name short
 * @param causes blocks of other causes are not explained by it
 * @param shown whether a frame of a sample shows it
 * @param advice one sentence
 */
record WellKnownProblem(String name, Set<Cause> causes, FrameTest shown, String advice) {
  private static final FrameTest AT_A_LOCK =
      calling(
          """
          java.util.concurrent.locks.ReentrantLock. java.util.concurrent.locks.StampedLock.
          java.util.concurrent.locks.ReentrantReadWriteLock. java.util.concurrent.Semaphore.
          java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject.
          """);

  private static final FrameTest LOADING_A_CLASS =
      calling(
          """
          java.lang.ClassLoader.loadClass() java.lang.ClassLoader.defineClass()
          java.lang.Class.forName() jdk.internal.loader.BuiltinClassLoader.loadClass()
          """);

  private static final Pattern BORROWING =
      Pattern.compile(
          "(borrow|acquire|lease|checkOut|take|poll|getConnection|getResource|getObject).*");

  static WellKnownProblem computing(String name, String calls, String advice) {
    return new WellKnownProblem(name, Set.of(CPU, UNKNOWN), calling(calls), advice);
  }

  static WellKnownProblem waiting(String name, String calls, String advice) {
    return waiting(name, calling(calls), advice);
  }

  static WellKnownProblem waiting(String name, FrameTest shown, String advice) {
    return new WellKnownProblem(
        name,
        Set.of(WAIT, UNKNOWN),
        (sample, frame) -> sample.waits() && shown.shows(sample, frame),
        advice);
  }

  static WellKnownProblem either(String name, String calls, String advice) {
    return either(name, calling(calls), advice);
  }

  static WellKnownProblem either(String name, FrameTest shown, String advice) {
    return new WellKnownProblem(name, Set.of(CPU, WAIT, UNKNOWN), shown, advice);
  }

  static WellKnownProblem stoppingAll(String name, String calls, String advice) {
    return new WellKnownProblem(name, Set.of(CPU, WAIT, PAUSE, UNKNOWN), calling(calls), advice);
  }

  /**
   * Whether the frame is in one of these: a package ({@code java.util.}), a type with what is
   * nested in it ({@code java.util.Timer.}) or a method ({@code java.util.Timer.cancel()}),
   * separated by white space. Names are whole, so that nothing is taken for its namesake.
   */
  private static FrameTest calling(String names) {
    Set<String> calls = Set.of(names.strip().split("\\s+"));
    return (sample, frame) -> isOneOf(calls, StackFrames.call(sample.frames().get(frame)));
  }

  private static boolean isOneOf(Set<String> calls, String call) {
    String dotted = call.replace('$', '.');
    for (int dot = dotted.indexOf('.'); dot >= 0; dot = dotted.indexOf('.', dot + 1)) {
      if (calls.contains(dotted.substring(0, dot + 1))) {
        return true;
      }
    }
    return calls.contains(dotted);
  }

  static boolean isGettingAClass(StackSample sample, int frame) {
    return LOADING_A_CLASS.shows(sample, frame)
        || StackFrames.isInitialiser(sample.frames().get(frame));
  }

  static boolean isAtALock(StackSample sample, int frame) {
    return frame == 0 && sample.state() == Thread.State.BLOCKED || AT_A_LOCK.shows(sample, frame);
  }

  /** Whether the frame borrows from a pool, and waits for its lock. */
  static boolean isBorrowing(StackSample sample, int frame) {
    StackTraceElement call = sample.frames().get(frame);
    String type = call.getClassName();
    return !StackFrames.isJdk(type)
        && type.substring(type.lastIndexOf('.') + 1).contains("Pool")
        && BORROWING.matcher(call.getMethodName()).matches();
  }

  boolean explains(Cause cause) {
    return causes.contains(cause);
  }

  /** Looks at one frame of a sample, by its place. */
  @FunctionalInterface
  interface FrameTest {
    boolean shows(StackSample sample, int frame);
  }
}
