package io.loopscope.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * File descriptors of this process; each connection takes one.
 *
 * @param open how many are open
 * @param max how many may be
 */
record FileDescriptors(Reading open, Reading max) {
  static FileDescriptors now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new FileDescriptors(
            Reading.of(unix.getOpenFileDescriptorCount()),
            Reading.of(unix.getMaxFileDescriptorCount()))
        : new FileDescriptors(Reading.UNAVAILABLE, Reading.UNAVAILABLE);
  }
}
