package io.loopscope.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ParentProcessTests {
  private final MockEnvironment environment = new MockEnvironment();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void isGivenThePort() throws IOException {
    environment.setProperty("local.server.port", "4711");
    try (PipedInputStream input = new PipedInputStream(new PipedOutputStream())) {
      new ParentProcess(environment, input, output, ended::countDown).announcePort();
    }

    assertThat(output).hasToString("LOOPSCOPE-READY 4711\n");
  }

  @Test
  void isOutlivedByNoChild() throws Exception {
    PipedOutputStream parent = new PipedOutputStream();
    new ParentProcess(environment, new PipedInputStream(parent), output, ended::countDown);

    parent.write('?');
    parent.flush();
    assertThat(ended.getCount()).isEqualTo(1);

    parent.close();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
