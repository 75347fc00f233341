package io.loopscope.socket;

import io.loopscope.plane.ServiceBacklog;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The ports of this process, and {@code loopscope.accept.queue} for each. */
@Component
@ConditionalOnRole({Role.LAB, Role.SERVICE, Role.DOWNSTREAM})
final class ListeningPorts {
  private static final String QUEUE = "loopscope.accept.queue";

  private final AcceptQueues queues;
  private final ServiceBacklog backlog;
  private final MeterRegistry registry;
  private final List<ListeningPort> ports = new CopyOnWriteArrayList<>();

  ListeningPorts(AcceptQueues queues, ServiceBacklog backlog, MeterRegistry registry) {
    this.queues = queues;
    this.backlog = backlog;
    this.registry = registry;
  }

  List<ListeningPort> all() {
    return List.copyOf(ports);
  }

  /** The service sets its backlog, the console leaves it to Netty. */
  @EventListener
  void started(WebServerInitializedEvent event) {
    int port = event.getWebServer().getPort();
    if (port < 0) {
      return;
    }
    boolean console = "management".equals(event.getApplicationContext().getServerNamespace());
    add(
        console
            ? new ListeningPort("console", port, ListeningPort.KERNEL_MAXIMUM)
            : new ListeningPort("service", port, backlog::length));
  }

  /** Replaces the port on which the plane listened before a restart. */
  @EventListener
  void add(ListeningPort port) {
    ports.stream().filter(it -> it.plane().equals(port.plane())).forEach(this::remove);
    ports.add(port);
    gauge(port, "length", () -> queues.length(port.port()).orNaN());
    gauge(port, "limit", () -> queues.limit(port.backlog().getAsInt()).orNaN());
  }

  private void remove(ListeningPort port) {
    ports.remove(port);
    registry
        .find(QUEUE)
        .tag("port", String.valueOf(port.port()))
        .meters()
        .forEach(registry::remove);
  }

  private void gauge(ListeningPort port, String kind, Supplier<Number> value) {
    Gauge.builder(QUEUE, value)
        .description("Connections the kernel queues until they are accepted, and how many it may")
        .tag("port", String.valueOf(port.port()))
        .tag("kind", kind)
        .register(registry);
  }
}
