package mvc;

import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * Two routes in annotated controllers of Spring MVC, with a client that blocks. Arguments: port,
 * URL of the downstream call, whether to use virtual threads.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(MvcPeer.Routes.class)
public class MvcPeer {
  private static final int CONNECTIONS = 20_000;

  public static void main(String... arguments) {
    SpringApplication.run(
        MvcPeer.class,
        "--server.address=127.0.0.1",
        "--server.port=" + arguments[0],
        "--downstream=" + arguments[1],
        "--spring.threads.virtual.enabled=" + arguments[2],
        "--server.tomcat.accept-count=8192",
        "--server.tomcat.max-connections=20000",
        "--server.tomcat.max-keep-alive-requests=-1",
        "--server.tomcat.threads.max=2000");
  }

  @Bean
  RestClient downstream(RestClient.Builder builder) {
    return builder
        .requestFactory(
            new HttpComponentsClientHttpRequestFactory(
                HttpClients.custom()
                    .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                            .setMaxConnTotal(CONNECTIONS)
                            .setMaxConnPerRoute(CONNECTIONS)
                            .build())
                    .build()))
        .build();
  }

  @RestController
  static class Routes {
    private final RestClient client;
    private final String downstream;

    Routes(RestClient client, Environment environment) {
      this.client = client;
      this.downstream = environment.getRequiredProperty("downstream");
    }

    @GetMapping("/ping")
    Pong ping() {
      return new Pong(true);
    }

    @GetMapping("/call")
    Reply call() {
      return client.get().uri(downstream).retrieve().body(Reply.class);
    }
  }

  record Pong(boolean pong) {}

  record Reply(String servedBy, double delayMs) {}
}
