package io.loopscope;

import io.loopscope.role.Role;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs the addresses of this process. */
@Component
final class StartupMessage {
  private static final Log log = LogFactory.getLog(Loopscope.class);

  private static final String TRY =
      """
      in bash: a request holds one loop for 2 s beside twelve pings; then the same call off the loop
      pings() { for i in {1..12}; do curl -so /dev/null -w '%%{time_total}\\n' %1$s/api/ping & done | sort -n | xargs; }
      (curl -so /dev/null '%1$s/api/io/blocking?delay=2s&on=event-loop' & sleep 0.2; pings)
      (curl -so /dev/null '%1$s/api/io/blocking?delay=2s&on=parallel' & sleep 0.2; pings)\
      """;

  private final Role role;
  private final Environment environment;

  StartupMessage(Environment environment) {
    this.role = Role.of(environment);
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void logAddresses() {
    String service = at("server.address", "local.server.port");
    String console = at("management.server.address", "local.management.port");
    switch (role) {
      case LAB, SERVICE -> {
        log.info("Console  " + console + "/");
        log.info("API      " + service + "/api");
      }
      case WORKER ->
          logPeerAddress("Worker   " + service + " is the value for loopscope.worker.url");
      case LOADGEN ->
          logPeerAddress("Loadgen  " + service + " is the value for loopscope.loadgen.url");
      case DOWNSTREAM -> {} // its server logs its own address
    }
    log.info("Metrics  " + console + "/actuator/prometheus");
    if (role.isService()) {
      log.info("Try      " + TRY.formatted(service));
    }
  }

  private void logPeerAddress(String address) {
    log.info(address);
    if (!environment.containsProperty("loopscope.process.token")) {
      log.warn(
          "Every client that reaches this port may use it: loopscope.process.token is not set");
    }
  }

  private String at(String address, String port) {
    String host = environment.getProperty(address, "localhost");
    boolean anywhere = host.equals("0.0.0.0") || host.equals("127.0.0.1");
    return "http://" + (anywhere ? "localhost" : host) + ":" + environment.getProperty(port);
  }
}
