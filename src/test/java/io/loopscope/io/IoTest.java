package io.loopscope.io;

import io.loopscope.LabTest;
import io.loopscope.downstream.DownstreamUrl;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A test of {@code /api/io} against a downstream whose capacity is reset before each method. */
@LabTest
abstract class IoTest {
  IoTestClient io;

  @BeforeEach
  void connect(
      @Autowired WebTestClient service,
      @Autowired DownstreamUrl downstream,
      @LocalServerPort int port) {
    io = new IoTestClient(service, downstream, port);
    io.resize(0, 1_000);
  }
}
