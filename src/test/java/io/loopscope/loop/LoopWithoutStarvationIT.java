package io.loopscope.loop;

import io.loopscope.LabTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@LabTest
@TestPropertySource(properties = "loopscope.allow-starvation=false")
class LoopWithoutStarvationIT {
  @Autowired WebTestClient client;

  @Test
  void hopsWhereStarvationIsNotAllowed() {
    client.post().uri("/api/loops/http-0/run").exchange().expectStatus().isOk();
  }
}
