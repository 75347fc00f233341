package io.loopscope.plane;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "loopscope.transport=nio")
class NioTransportIT extends TransportIT {
  NioTransportIT() {
    super("nio");
  }
}
