package io.loopscope.eventloop.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One look at a loop's thread.
 *
 * @param state what the JVM says of the thread; RUNNABLE also while a native method waits
 * @param frames innermost first, at most {@value #MAX_FRAMES}
 * @param application where the innermost application frame is that does not only hand on; -1 if
 *     there is none
 * @param cut after so many frames some were left out
 * @param omitted how many were left out there
 */
record StackSample(
    Thread.State state, List<StackTraceElement> frames, int application, int cut, int omitted) {
  private static final int MAX_FRAMES = 64;

  private static final String LOOP_BEGINS = "io.netty.util.internal.ThreadExecutorMap$";

  private static final String[] IO_NATIVES =
      """
      sun.nio.ch. sun.nio.fs. sun.net. java.net. java.io.File java.io.RandomAccessFile
      java.io.UnixFileSystem java.io.WinNTFileSystem java.lang.ProcessImpl
      """
          .split("\\s+");

  /**
   * Keeps the innermost frames; where the application's innermost frame is deeper than that (in a
   * recursion of a library, say), half of the frames kept begin at it.
   */
  static StackSample of(Thread.State state, StackTraceElement[] frames, ApplicationCode code) {
    List<StackTraceElement> all = Arrays.asList(frames);
    int application = innermostApplication(all, code);
    if (application < MAX_FRAMES) {
      int cut = Math.min(all.size(), MAX_FRAMES);
      return new StackSample(
          state, List.copyOf(all.subList(0, cut)), application, cut, all.size() - cut);
    }
    int half = MAX_FRAMES / 2;
    List<StackTraceElement> kept = new ArrayList<>(all.subList(0, half));
    kept.addAll(all.subList(application, Math.min(all.size(), application + half)));
    return new StackSample(state, List.copyOf(kept), half, half, application - half);
  }

  /** What started the loop's thread, below the loop itself, is not what it works on. */
  private static int innermostApplication(List<StackTraceElement> frames, ApplicationCode code) {
    for (int i = 0; i < frames.size(); i++) {
      StackTraceElement frame = frames.get(i);
      if (frame.getClassName().startsWith(LOOP_BEGINS)) {
        return -1;
      }
      boolean handsOn = i > 0 && StackFrames.handsOn(frames.get(i - 1));
      if (!handsOn && code.contains(frame)) {
        return i;
      }
    }
    return -1;
  }

  StackTraceElement innermost() {
    return frames.get(0);
  }

  boolean hasApplicationFrame() {
    return application >= 0;
  }

  /**
   * The frame to name: the application's, else the outermost of the library that the frameworks
   * called, else the innermost.
   */
  StackTraceElement culprit() {
    if (hasApplicationFrame()) {
      return frames.get(application);
    }
    int outermost = 0;
    for (int i = 0; i < frames.size(); i++) {
      String type = frames.get(i).getClassName();
      if (StackFrames.isCaller(type) || type.startsWith(LOOP_BEGINS)) {
        break;
      }
      if (!StackFrames.isJdk(type)) {
        outermost = i;
      }
    }
    return frames.get(outermost);
  }

  /** The frames from the innermost to the application's, itself included; all if it has none. */
  List<StackTraceElement> innerFrames() {
    return application < 0 ? frames : frames.subList(0, application + 1);
  }

  /** The frames between the application's and the framework that called it, both excluded. */
  List<StackTraceElement> outerFrames() {
    int start = innerFrames().size();
    int end = start;
    while (end < frames.size() && !StackFrames.isCaller(frames.get(end).getClassName())) {
      end++;
    }
    return frames.subList(start, end);
  }

  /** Whether the thread waited: for a lock, a signal, the time, or in a native method for I/O. */
  boolean waits() {
    return switch (state) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> isInBlockingIo();
    };
  }

  /** Whether it executed Java code, or at least nothing that could wait by itself. */
  boolean isInJava() {
    return state == Thread.State.RUNNABLE && !innermost().isNativeMethod();
  }

  private boolean isInBlockingIo() {
    return innermost().isNativeMethod()
        && StackFrames.startsWithAny(innermost().getClassName(), IO_NATIVES)
        && !isNettysOwnChannel();
  }

  /** Netty's NIO transport calls the natives that blocking sockets use, on sockets that do not. */
  private boolean isNettysOwnChannel() {
    return innermost().getClassName().startsWith("sun.nio.ch.")
        && frames.stream()
            .map(StackTraceElement::getClassName)
            .filter(type -> !StackFrames.isJdk(type))
            .findFirst()
            .filter(type -> type.startsWith("io.netty."))
            .isPresent();
  }

  /** The frames as lines, and how many were left out where. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(frames.stream().map(StackFrames::line).toList());
    if (omitted > 0) {
      lines.add(cut, "... " + omitted + " more");
    }
    return lines;
  }

  /** What two samples of the same stack have in common: line numbers may differ. */
  List<String> methods() {
    return frames.stream().map(StackFrames::call).toList();
  }
}
