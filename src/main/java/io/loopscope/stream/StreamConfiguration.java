package io.loopscope.stream;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.role.ConditionalOnService;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;

@Configuration(proxyBeanMethods = false)
@ConditionalOnService
class StreamConfiguration implements WebFluxConfigurer {
  private final StreamSettings settings;

  StreamConfiguration(StreamSettings settings) {
    this.settings = settings;
  }

  @Bean
  TickSource ticks() {
    return new TickSource(Clock.systemUTC(), System::nanoTime);
  }

  @Bean
  HandlerMapping webSockets(EchoHandler echo) {
    return new SimpleUrlHandlerMapping(Map.of(EchoHandler.PATH, echo), Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public WebSocketService getWebSocketService() {
    return new Handshake(
        new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(settings.maxMessageBytes())));
  }

  /**
   * Rejects a request that is not a WebSocket handshake, without quoting its headers as Spring
   * does.
   */
  private static final class Handshake extends HandshakeWebSocketService {
    Handshake(RequestUpgradeStrategy strategy) {
      super(strategy);
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
      return super.handleRequest(exchange, handler)
          .onErrorMap(ServerWebInputException.class, invalid -> noWebSocket());
    }

    private static Failure noWebSocket() {
      return new InvalidRequest(
          "this is a WebSocket; GET /api has the headers that a request to it needs");
    }
  }
}
