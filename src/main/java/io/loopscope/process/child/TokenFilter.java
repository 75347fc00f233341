package io.loopscope.process.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loopscope.process.ProcessSettings;
import java.security.MessageDigest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rejects requests to the service port that do not carry the token. The filter also sees requests
 * to the console, such as probes and scrapes, and passes them on.
 */
@Component
@ConditionalOnProperty("loopscope.process.token")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TokenFilter implements WebFilter {
  private final byte[] expected;
  private final ApplicationContext context;
  private final JsonMapper json;

  TokenFilter(ProcessSettings settings, ApplicationContext context, JsonMapper json) {
    this.expected = ("Bearer " + settings.token()).getBytes(UTF_8);
    this.context = context;
    this.json = json;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
    return exchange.getApplicationContext() != context || isAuthorized(exchange)
        ? next.filter(exchange)
        : reject(exchange.getResponse());
  }

  /** Compares in constant time. */
  private boolean isAuthorized(ServerWebExchange exchange) {
    String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(UTF_8));
  }

  private Mono<Void> reject(ServerHttpResponse response) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNAUTHORIZED, "every request must carry loopscope.process.token");
    DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
    response.setStatusCode(HttpStatus.UNAUTHORIZED);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return response.writeWith(Mono.just(body));
  }
}
