package io.loopscope.plane;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses ports that cannot work, before anything listens. */
@Component
final class Ports {
  private static final String SERVICE = "server.port";
  private static final String CONSOLE = "management.server.port";
  private static final int MAX = 65_535;

  Ports(Environment environment) {
    int service = port(environment, SERVICE);
    int console = port(environment, CONSOLE);
    if (console == service && console > 0) {
      throw new InvalidConfigurationPropertyValueException(
          CONSOLE, console, "the console needs another port than the service (" + SERVICE + ")");
    }
  }

  private static int port(Environment environment, String name) {
    int port = environment.getRequiredProperty(name, Integer.class);
    if (port < 0 || port > MAX) {
      throw new InvalidConfigurationPropertyValueException(name, port, "must be in 0.." + MAX);
    }
    return port;
  }
}
