package io.loopscope.console;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Adds headers by which browsers restrict every answer of the console: only the page itself may
 * load files and run scripts, and no answer may be shown in a frame.
 */
final class SecurityHeaders implements WebFilter {
  static final String POLICY = "Content-Security-Policy";

  private static final Map<String, String> HEADERS =
      Map.of(
          POLICY,
          "default-src 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> complete(headers)));
    return chain.filter(exchange);
  }

  private static void complete(HttpHeaders headers) {
    HEADERS.forEach((name, value) -> headers.putIfAbsent(name, List.of(value)));
  }

  /**
   * What the page may do: load its own modules, styles and pictures, and connect to these origins.
   */
  static String policyOfThePage(List<String> origins) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self' " + String.join(" ", origins),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");
  }
}
