package io.loopscope.io;

import io.loopscope.LabTest;
import io.loopscope.downstream.DownstreamUrl;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A test of the calls that the service makes, with a downstream that has room for all of them. */
@LabTest
abstract class IoTest {
  /** Half of the calls are fast, the others would outlive the test. */
  static final String FAST_OR_ENDLESS = "calls=20&delay=20ms:50,50s:50";

  IoTestClient lab;

  @BeforeEach
  void connect(
      @Autowired WebTestClient service,
      @Autowired DownstreamUrl downstream,
      @LocalServerPort int port) {
    lab = new IoTestClient(service, downstream, port);
    lab.resize(0, 1_000);
  }
}
