package io.loopscope.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningPortsTests {
  @TempDir private Path proc;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void forgetsThePortOfAPlaneThatListensOnAnother() {
    ListeningPorts ports =
        new ListeningPorts(new AcceptQueues(proc), null, registry); // no server starts here
    ListeningPort other = new ListeningPort("downstream", 3, () -> 1);
    ports.add(new ListeningPort("service", 1, () -> 1));
    ports.add(other);

    ListeningPort again = new ListeningPort("service", 2, () -> 1);
    ports.add(again);

    assertThat(ports.all()).containsExactlyInAnyOrder(other, again);
    assertThat(registry.find("loopscope.accept.queue").gauges())
        .extracting(gauge -> gauge.getId().getTag("port"))
        .containsOnly("2", "3")
        .hasSize(4);
  }
}
