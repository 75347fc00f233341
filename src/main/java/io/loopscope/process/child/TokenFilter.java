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
 * Lets in who carries the token. It stands before the service port only: probes and scrapes of the
 * console, which filters reach too, have none.
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
    return exchange.getApplicationContext() != context || isKnown(exchange)
        ? next.filter(exchange)
        : refuse(exchange.getResponse());
  }

  /** In a time that does not tell how much of the token was right. */
  private boolean isKnown(ServerWebExchange exchange) {
    String shown = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return shown != null && MessageDigest.isEqual(expected, shown.getBytes(UTF_8));
  }

  private Mono<Void> refuse(ServerHttpResponse response) {
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
