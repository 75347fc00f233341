package io.loopscope.stream;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration implements WebFluxConfigurer {
  private final StreamSettings settings;

  StreamConfiguration(StreamSettings settings) {
    this.settings = settings;
  }

  @Bean
  Ticks ticks() {
    return new Ticks(Clock.systemUTC(), System::nanoTime);
  }

  @Bean
  HandlerMapping webSockets(Echo echo) {
    return new SimpleUrlHandlerMapping(Map.of(Echo.PATH, echo), Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public WebSocketService getWebSocketService() {
    return new HandshakeWebSocketService(
        new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(settings.maxMessageBytes())));
  }
}
