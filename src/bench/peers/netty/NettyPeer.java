package netty;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/** Two routes on Reactor Netty alone. Arguments: port, URL of the downstream call. */
final class NettyPeer {
  private static final int BACKLOG = 8_192;
  private static final int CONNECTIONS = 20_000;

  private NettyPeer() {}

  public static void main(String... arguments) {
    HttpClient client =
        HttpClient.create(ConnectionProvider.create("downstream", CONNECTIONS))
            .baseUrl(arguments[1]);
    HttpServer.create()
        .host("127.0.0.1")
        .port(Integer.parseInt(arguments[0]))
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .route(
            routes ->
                routes
                    .get("/ping", (request, response) -> json(response, Mono.just(PONG)))
                    .get("/call", (request, response) -> json(response, call(client))))
        .bindNow()
        .onDispose()
        .block();
  }

  private static final String PONG = "{\"pong\":true}";

  private static Mono<String> call(HttpClient client) {
    return client.get().responseContent().aggregate().asString();
  }

  private static Mono<Void> json(HttpServerResponse response, Mono<String> body) {
    return response.header("Content-Type", "application/json").sendString(body).then();
  }
}
