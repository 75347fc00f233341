package io.loopscope;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;

/** A blocking call on a loop, and where it came from. */
record BlockingCall(String method, String thread, List<StackTraceElement> stack) {
  static final Queue<BlockingCall> FOUND = new ConcurrentLinkedQueue<>();

  private static final Pattern LOOP = Pattern.compile("(http|console|downstream)-\\w+-\\d+");

  /** How NIO reads files; BlockHound knows only the old ways. */
  private static final String FILES = "sun.nio.ch.UnixFileDispatcherImpl";

  /** Takes notes instead of throwing, so that what is meant to block can. */
  static void watch() {
    BlockHound.builder()
        .loadIntegrations()
        .markAsBlocking(FILES, "read0", "(Ljava/io/FileDescriptor;JI)I")
        .markAsBlocking(FILES, "pread0", "(Ljava/io/FileDescriptor;JIJ)I")
        .blockingMethodCallback(method -> note(method.toString()))
        .install();
  }

  boolean isIn(String className) {
    return stack.stream().anyMatch(frame -> frame.getClassName().equals(className));
  }

  private static void note(String method) {
    String thread = Thread.currentThread().getName();
    if (LOOP.matcher(thread).matches()) {
      FOUND.add(new BlockingCall(method, thread, List.of(new Throwable().getStackTrace())));
    }
  }

  @Override
  public String toString() {
    return stack.stream()
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining("", method + " on " + thread, "\n"));
  }
}
