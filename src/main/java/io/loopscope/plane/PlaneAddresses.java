package io.loopscope.plane;

import io.loopscope.http.RequestOrigin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The address of each plane for a browser: the configured URL, or else the host of the request. */
@Component
public final class PlaneAddresses {
  private final PlaneSettings settings;
  private final Environment environment;

  PlaneAddresses(PlaneSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** The console's address for the sender of the request. */
  public URI console(ServerHttpRequest request) {
    return address(settings.console().url(), "local.management.port", request);
  }

  /** The service's address for the sender of the request. */
  public URI service(ServerHttpRequest request) {
    return address(settings.service().url(), "local.server.port", request);
  }

  /** An address as browsers name the origin of a page, and as policies name what it may ask. */
  public static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private URI address(@Nullable URI known, String port, ServerHttpRequest request) {
    return known != null
        ? known
        : URI.create(
            RequestOrigin.of(request).withPort(environment.getRequiredProperty(port, Integer.class))
                + "/");
  }
}
