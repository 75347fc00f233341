package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoop;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Tells the loop which route it serves, for as long as the request is handled without leaving the
 * loop's stack: two plain stores per request, and nothing is measured.
 *
 * <p>What a request does on the loop later, when an answer it waited for has come, is not marked: a
 * block there is judged without a route.
 */
final class RouteFilter implements WebFilter, Ordered {
  private static final String UNMAPPED = "(unmapped)";

  private final ServingLoops serving;

  RouteFilter(ServingLoops serving) {
    this.serving = serving;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!(WatchedLoop.current().orElse(null) instanceof MonitoredLoop loop)) {
      serving.serve(exchange.getRequest());
      return chain.filter(exchange);
    }
    Supplier<String> route = () -> route(exchange);
    Mono<Void> handled = Mono.defer(() -> chain.filter(exchange));
    return Mono.from(
        subscriber -> {
          loop.serve(route);
          try {
            handled.subscribe(subscriber);
          } finally {
            loop.serve(null);
          }
        });
  }

  /** The pattern, not the path, so that there are only as many as the service has routes. */
  private static String route(ServerWebExchange exchange) {
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String path = pattern instanceof PathPattern known ? known.getPatternString() : UNMAPPED;
    return exchange.getRequest().getMethod() + " " + path;
  }
}
