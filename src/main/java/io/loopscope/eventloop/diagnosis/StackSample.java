package io.loopscope.eventloop.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One look at a loop's thread.
 *
 * @param state what the JVM says of the thread; RUNNABLE also while a native method waits
 * @param frames innermost first, at most {@value #MAX_FRAMES}
 * @param application where the innermost application frame is; -1 if there is none
 * @param cut after so many frames some were left out
 * @param omitted how many were left out there
 * @param calls the packages ({@code java.util.}), types ({@code java.util.Timer.}) and methods
 *     ({@code java.util.Timer.cancel()}) that the application was in the middle of: those from the
 *     innermost frame to its own, itself included; those of all frames if there is none of its own
 */
record StackSample(
    Thread.State state,
    List<StackTraceElement> frames,
    int application,
    int cut,
    int omitted,
    Set<String> calls) {
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
  static StackSample of(Thread.State state, StackTraceElement[] frames) {
    List<StackTraceElement> all = Arrays.asList(frames);
    int application = innermostApplication(all);
    if (application < MAX_FRAMES) {
      int cut = Math.min(all.size(), MAX_FRAMES);
      return of(state, all.subList(0, cut), application, cut, all.size() - cut);
    }
    int half = MAX_FRAMES / 2;
    List<StackTraceElement> kept = new ArrayList<>(all.subList(0, half));
    kept.addAll(all.subList(application, Math.min(all.size(), application + half)));
    return of(state, kept, half, half, application - half);
  }

  private static StackSample of(
      Thread.State state, List<StackTraceElement> frames, int application, int cut, int omitted) {
    Set<String> calls = new HashSet<>();
    upTo(application, frames).forEach(frame -> addNames(StackFrames.call(frame), calls));
    return new StackSample(state, List.copyOf(frames), application, cut, omitted, calls);
  }

  private static List<StackTraceElement> upTo(int application, List<StackTraceElement> frames) {
    return application < 0 ? frames : frames.subList(0, application + 1);
  }

  private static void addNames(String call, Set<String> names) {
    String dotted = call.replace('$', '.');
    for (int dot = dotted.indexOf('.'); dot >= 0; dot = dotted.indexOf('.', dot + 1)) {
      names.add(dotted.substring(0, dot + 1));
    }
    names.add(dotted);
  }

  /** Whatever started the loop's thread, below the loop itself, is not what it works on. */
  private static int innermostApplication(List<StackTraceElement> frames) {
    for (int i = 0; i < frames.size(); i++) {
      StackTraceElement frame = frames.get(i);
      if (frame.getClassName().startsWith(LOOP_BEGINS)) {
        return -1;
      }
      if (StackFrames.isApplication(frame)) {
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

  /** Whether the application was in one of these packages, types or methods. */
  boolean isCalling(Set<String> names) {
    return !Collections.disjoint(calls, names);
  }

  /** The frames from the innermost to the application's, itself included. */
  List<StackTraceElement> innerFrames() {
    return upTo(application, frames);
  }

  boolean initialisesAClass() {
    return frames.stream().anyMatch(frame -> frame.getMethodName().equals("<clinit>"));
  }

  /** Whether the thread waited: for a lock, a signal, the time, or in a native method for I/O. */
  boolean waits() {
    return switch (state) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> isInBlockingIo();
    };
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
}
