package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.LockHolder;
import io.loopscope.eventloop.account.JvmThreadId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds out whom a waiting thread waits for: the owner of its lock, or the thread that initialises
 * a class. The JVM stops all threads for a moment to answer, so this is asked once or twice a
 * block, and only of one that lasts.
 */
public final class WaitInspector {
  private static final int DEPTH = 48;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ApplicationCode code;

  public WaitInspector(ApplicationCode code) {
    this.code = code;
  }

  public WaitInsight inspect(Thread thread, Thread.State state, StackTraceElement[] frames) {
    return switch (state) {
      case BLOCKED, WAITING, TIMED_WAITING -> lock(thread);
      case RUNNABLE -> isInJava(frames) ? classInit(thread) : WaitInsight.NONE;
      case NEW, TERMINATED -> WaitInsight.NONE;
    };
  }

  private WaitInsight lock(Thread thread) {
    ThreadInfo waiting = THREADS.getThreadInfo(JvmThreadId.of(thread));
    if (waiting == null || waiting.getLockOwnerId() < 0) {
      return WaitInsight.NONE;
    }
    ThreadInfo owner = THREADS.getThreadInfo(waiting.getLockOwnerId(), DEPTH);
    return owner == null
        ? WaitInsight.NONE
        : new WaitInsight(holder(owner), isDeadlocked(thread, owner), false);
  }

  private static boolean isDeadlocked(Thread thread, ThreadInfo owner) {
    if (owner.getLockOwnerId() < 0) {
      return false;
    }
    long[] deadlocked = THREADS.findDeadlockedThreads();
    return deadlocked != null
        && Arrays.stream(deadlocked).anyMatch(id -> id == JvmThreadId.of(thread));
  }

  private WaitInsight classInit(Thread thread) {
    return Arrays.stream(THREADS.dumpAllThreads(false, false))
        .filter(other -> other.getThreadId() != JvmThreadId.of(thread))
        .filter(WaitInspector::initialises)
        .findFirst()
        .map(other -> new WaitInsight(holder(other), false, true))
        .orElse(WaitInsight.NONE);
  }

  private static boolean initialises(ThreadInfo thread) {
    return Arrays.stream(thread.getStackTrace()).anyMatch(StackFrames::isInitialiser);
  }

  private static boolean isInJava(StackTraceElement[] frames) {
    return frames.length > 0 && !frames[0].isNativeMethod();
  }

  private LockHolder holder(ThreadInfo owner) {
    StackTraceElement[] stack = owner.getStackTrace();
    Optional<String> frame =
        Arrays.stream(stack).filter(code::contains).findFirst().map(StackFrames::shortName);
    return new LockHolder(owner.getThreadName(), frame.orElse(null), doing(owner, stack));
  }

  private static String doing(ThreadInfo owner, StackTraceElement[] stack) {
    boolean sleeps =
        Arrays.stream(stack)
            .limit(3)
            .anyMatch(
                frame ->
                    frame.getClassName().equals("java.lang.Thread")
                        && frame.getMethodName().startsWith("sleep"));
    if (sleeps) {
      return "sleeps";
    }
    return owner.getThreadState() == Thread.State.RUNNABLE ? "runs" : "waits";
  }
}
