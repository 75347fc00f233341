package io.loopscope.plane;

import java.net.URI;
import org.springframework.core.env.Environment;

/** Where the service is reached from its own machine. */
public final class ServiceUrl {
  private ServiceUrl() {}

  /** The address it listens on, or loopback if that is every address; without a slash. */
  public static URI of(Environment environment) {
    String address = environment.getProperty("server.address", "localhost");
    String host = address.equals("0.0.0.0") ? "127.0.0.1" : address;
    return URI.create(
        "http://" + host + ":" + environment.getRequiredProperty("local.server.port"));
  }
}
