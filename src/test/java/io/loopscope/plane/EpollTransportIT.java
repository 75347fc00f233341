package io.loopscope.plane;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.test.context.TestPropertySource;

@EnabledOnOs(OS.LINUX)
@TestPropertySource(properties = "loopscope.transport=epoll")
class EpollTransportIT extends TransportIT {
  EpollTransportIT() {
    super("epoll");
  }
}
