package io.loopscope.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * File descriptors of this process; each connection takes one.
 *
 * @param open how many are open
 * @param max how many may be
 */
record FileDescriptors(KernelReading open, KernelReading max) {
  static FileDescriptors now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new FileDescriptors(
            KernelReading.of(unix.getOpenFileDescriptorCount()),
            KernelReading.of(unix.getMaxFileDescriptorCount()))
        : new FileDescriptors(KernelReading.UNAVAILABLE, KernelReading.UNAVAILABLE);
  }
}
