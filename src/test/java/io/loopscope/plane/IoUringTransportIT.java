package io.loopscope.plane;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.TestPropertySource;

@EnabledIf(value = "isAvailable", disabledReason = "the kernel offers no io_uring here")
@TestPropertySource(properties = "loopscope.transport=io_uring")
class IoUringTransportIT extends TransportIT {
  IoUringTransportIT() {
    super("io_uring");
  }

  static boolean isAvailable() {
    return Transport.IO_URING.isAvailable();
  }
}
