package webflux;

import io.netty.channel.ChannelOption;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Two routes in annotated controllers of WebFlux. Arguments: port, URL of the downstream call. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebFluxPeer.Routes.class)
public class WebFluxPeer {
  private static final int BACKLOG = 8_192;
  private static final int CONNECTIONS = 20_000;

  public static void main(String... arguments) {
    SpringApplication.run(
        WebFluxPeer.class,
        "--server.address=127.0.0.1",
        "--server.port=" + arguments[0],
        "--downstream=" + arguments[1]);
  }

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> backlog() {
    return factory ->
        factory.addServerCustomizers(server -> server.option(ChannelOption.SO_BACKLOG, BACKLOG));
  }

  @Bean
  WebClient downstream(WebClient.Builder builder) {
    HttpClient client = HttpClient.create(ConnectionProvider.create("downstream", CONNECTIONS));
    return builder.clientConnector(new ReactorClientHttpConnector(client)).build();
  }

  @RestController
  static class Routes {
    private final WebClient client;
    private final String downstream;

    Routes(WebClient client, org.springframework.core.env.Environment environment) {
      this.client = client;
      this.downstream = environment.getRequiredProperty("downstream");
    }

    @GetMapping("/ping")
    Mono<Pong> ping() {
      return Mono.just(new Pong(true));
    }

    @GetMapping("/call")
    Mono<Reply> call() {
      return client.get().uri(downstream).retrieve().bodyToMono(Reply.class);
    }
  }

  record Pong(boolean pong) {}

  record Reply(String servedBy, double delayMs) {}
}
