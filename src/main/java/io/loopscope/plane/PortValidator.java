package io.loopscope.plane;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Rejects unusable ports before any server starts. */
@Component
final class PortValidator {
  private static final String SERVICE = "server.port";
  private static final String CONSOLE = "management.server.port";
  private static final int MAX = 65_535;

  /** Spring Boot's way to say that there is no console. */
  private static final int NONE = -1;

  PortValidator(Environment environment) {
    int service = port(environment, SERVICE, 0);
    int console = port(environment, CONSOLE, NONE);
    if (console == service && console > 0) {
      throw new InvalidConfigurationPropertyValueException(
          CONSOLE, console, "the console needs another port than the service (" + SERVICE + ")");
    }
  }

  private static int port(Environment environment, String name, int min) {
    int port = environment.getRequiredProperty(name, Integer.class);
    if (port < min || port > MAX) {
      throw new InvalidConfigurationPropertyValueException(
          name, port, "must be in " + min + ".." + MAX);
    }
    return port;
  }
}
