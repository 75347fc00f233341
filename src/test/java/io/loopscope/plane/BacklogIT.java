package io.loopscope.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LabTest
class BacklogIT {
  private static final int CLIENTS = 24;
  private static final int SMALL = 4;
  private static final int PATIENCE_MS = 300;

  @Autowired private ServiceBacklog backlog;
  @Autowired private LoopRegistry loops;
  @Autowired private MeterRegistry registry;
  @LocalServerPort private int port;

  @Test
  void changesHowManyConnectionsTheKernelQueuesUnaccepted() throws IOException {
    int before = backlog.length();
    try {
      assertThat(connectedWithoutAccept()).isEqualTo(CLIENTS);

      backlog.change(SMALL);

      assertThat(connectedWithoutAccept()).isBetween(SMALL, SMALL + 2);
      assertThat(acceptQueue("limit")).isEqualTo(SMALL);
    } finally {
      backlog.change(before);
    }
    assertThat(connectedWithoutAccept()).isEqualTo(CLIENTS);
  }

  private double acceptQueue(String kind) {
    return registry
        .get("loopscope.accept.queue")
        .tags("port", String.valueOf(port), "kind", kind)
        .gauge()
        .value();
  }

  private int connectedWithoutAccept() throws IOException {
    await().until(() -> acceptQueue("length") == 0);
    List<HeldLoop> blocks = loops.group("http").stream().map(HeldLoop::of).toList();
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new Socket());
      }
      int connected = 0;
      for (Socket client : clients) {
        try {
          client.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
          connected++;
        } catch (SocketTimeoutException dropped) {
          break; // so will be those that come after
        }
      }
      return connected;
    } finally {
      for (Socket client : clients) {
        client.close();
      }
      blocks.forEach(HeldLoop::close);
    }
  }
}
