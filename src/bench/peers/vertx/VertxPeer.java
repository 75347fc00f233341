package vertx;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** Two routes on Vert.x. Arguments: port, URL of the downstream call. */
final class VertxPeer {
  private static final int BACKLOG = 8_192;
  private static final int CONNECTIONS = 20_000;

  private final HttpClient client;
  private final RequestOptions call;

  private VertxPeer(Vertx vertx, String downstream) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions(),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setEventLoopSize(1));
    call = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(downstream);
  }

  public static void main(String... arguments) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    VertxPeer peer = new VertxPeer(vertx, arguments[1]);
    vertx
        .createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
        .requestHandler(peer::answer)
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/ping")) {
      json(request, "{\"pong\":true}");
    } else {
      call()
          .onSuccess(reply -> json(request, reply))
          .onFailure(failure -> request.response().setStatusCode(502).end());
    }
  }

  private Future<String> call() {
    return client
        .request(call)
        .compose(sent -> sent.send())
        .compose(HttpClientResponse::body)
        .map(body -> body.toString());
  }

  private static void json(HttpServerRequest request, String body) {
    request.response().putHeader("Content-Type", "application/json").end(body);
  }
}
