package io.loopscope.plane;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;

/**
 * Allows only the console's page to read the service's answers.
 *
 * <p>The page calls the service directly, so that its requests are load on the loops it shows.
 * Passing them through the console would turn them into the console's, and would let requests that
 * wait for a blocked loop take the few connections a browser opens to one host, until the page
 * could not reach the console either.
 */
final class PageCors implements CorsConfigurationSource {
  private static final List<String> METHODS = List.of("GET", "POST", "DELETE");
  private static final List<String> READABLE =
      List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, "Server-Timing");

  private final PlaneAddresses addresses;

  PageCors(PlaneAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public @Nullable CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
    String asking = exchange.getRequest().getHeaders().getOrigin();
    if (asking == null) {
      return null;
    }
    String page = PlaneAddresses.origin(addresses.console(exchange.getRequest()));
    return asking.equals(page) ? allow(page) : null;
  }

  private static CorsConfiguration allow(String page) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.addAllowedOrigin(page);
    cors.setAllowedMethods(METHODS);
    cors.addAllowedHeader(CorsConfiguration.ALL);
    cors.setExposedHeaders(READABLE);
    cors.setMaxAge(Duration.ofHours(1));
    return cors;
  }
}
