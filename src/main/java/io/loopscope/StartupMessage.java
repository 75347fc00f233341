package io.loopscope;

import io.loopscope.role.Role;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says in a few lines where to look. */
@Component
final class StartupMessage {
  private static final Log log = LogFactory.getLog(Loopscope.class);

  private final Role role;
  private final Environment environment;

  StartupMessage(Environment environment) {
    this.role = Role.of(environment);
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void sayWhereToLook() {
    String service = at("server.address", "local.server.port");
    String console = at("management.server.address", "local.management.port");
    switch (role) {
      case LAB, SERVICE -> {
        log.info("Console  " + console + "/");
        log.info("API      " + service + "/api");
      }
      case WORKER -> serve("Worker   " + service + " is what loopscope.worker.url wants");
      case LOADGEN -> serve("Loadgen  " + service + " is what loopscope.loadgen.url wants");
      case DOWNSTREAM -> {} // has said so itself
    }
    log.info("Metrics  " + console + "/actuator/prometheus");
    if (role.isService()) {
      log.info(
          "Try      curl '%1$s/api/cpu/primes?on=event-loop' starves a loop; curl '%1$s/api/cpu/primes?on=parallel' does not"
              .formatted(service));
    }
  }

  private void serve(String whom) {
    log.info(whom);
    if (!environment.containsProperty("loopscope.process.token")) {
      log.warn("Anybody who reaches that port may use it: loopscope.process.token is not set");
    }
  }

  private String at(String address, String port) {
    String host = environment.getProperty(address, "localhost");
    boolean anywhere = host.equals("0.0.0.0") || host.equals("127.0.0.1");
    return "http://" + (anywhere ? "localhost" : host) + ":" + environment.getProperty(port);
  }
}
