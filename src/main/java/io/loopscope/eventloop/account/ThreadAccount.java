package io.loopscope.eventloop.account;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Reads the account of one thread from any other thread. One reader at a time.
 *
 * <p>On Linux the kernel keeps it, see {@link LinuxThreadAccount}; elsewhere only the CPU time is
 * known, and what the JVM says of the thread's state.
 */
public interface ThreadAccount extends AutoCloseable {
  ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Counters only; costs one to three microseconds. */
  ThreadReading counters(long nowNanos);

  /** Counters, state and page faults; costs up to ten microseconds. */
  ThreadReading complete(long nowNanos);

  @Override
  void close();

  /**
   * The account of a thread.
   *
   * @param tid its number in the kernel; 0 if not known
   */
  static ThreadAccount of(Thread thread, long tid) {
    return tid > 0 && LinuxThreadAccount.isSupported()
        ? LinuxThreadAccount.open(thread, tid)
        : new JvmThreadAccount(thread);
  }
}
