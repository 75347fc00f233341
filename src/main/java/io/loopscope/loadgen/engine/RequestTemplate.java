package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.LoadPlan;
import io.loopscope.plane.SocketOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.ResponseReceiver;

/** The request of a stream, which is sent repeatedly. */
record RequestTemplate(String method, String url) {
  static RequestTemplate of(LoadPlan load, LoadPlan.Stream stream) {
    return new RequestTemplate(stream.method(), load.target() + stream.path());
  }

  /** Sends it with each subscription; the status, once the body was read to its end. */
  Mono<Integer> with(HttpClient client) {
    return receiver(client)
        .response((answer, body) -> body.then(Mono.just(SocketOptions.status(answer))))
        .single();
  }

  /** Sends it with each subscription; the status at once, completion when the body ends. */
  Flux<Integer> heldWith(HttpClient client) {
    return receiver(client)
        .response(
            (answer, body) ->
                Mono.just(SocketOptions.status(answer))
                    .concatWith(body.then(Mono.<Integer>empty())));
  }

  private ResponseReceiver<?> receiver(HttpClient client) {
    return switch (method) {
      case "GET" -> client.get().uri(url);
      case "HEAD" -> client.head().uri(url);
      case "POST" -> client.post().uri(url);
      case "PUT" -> client.put().uri(url);
      case "DELETE" -> client.delete().uri(url);
      default -> throw new IllegalArgumentException("no such method: " + method);
    };
  }
}
