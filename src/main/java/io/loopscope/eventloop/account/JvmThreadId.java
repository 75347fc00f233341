package io.loopscope.eventloop.account;

/** The number of a thread in the JVM, by which its management interface knows it. */
public final class JvmThreadId {
  private JvmThreadId() {}

  @SuppressWarnings("deprecation") // Java 17 has no threadId()
  public static long of(Thread thread) {
    return thread.getId();
  }
}
