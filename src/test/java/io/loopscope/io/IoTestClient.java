package io.loopscope.io;

import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.loopscope.downstream.DownstreamUrl;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The service under test and the downstream behind it, as a client sees them. */
final class IoTestClient {
  final WebTestClient service;
  private final DownstreamUrl downstream;
  private final int port;

  IoTestClient(WebTestClient service, DownstreamUrl downstream, int port) {
    this.service = service;
    this.downstream = downstream;
    this.port = port;
  }

  WebClient client() {
    return WebClient.create("http://127.0.0.1:" + port);
  }

  DocumentContext get(String uri) {
    return JsonPath.parse(exchange(uri, "application/json").getResponseBody());
  }

  EntityExchangeResult<String> exchange(String uri, String accept) {
    return service
        .get()
        .uri(uri)
        .header(HttpHeaders.ACCEPT, accept)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult();
  }

  DocumentContext problem(String uri, int status) {
    return JsonPath.parse(
        service
            .get()
            .uri(uri)
            .exchange()
            .expectStatus()
            .isEqualTo(status)
            .expectHeader()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  void resize(int concurrency, int queue) {
    WebClient.create()
        .put()
        .uri(URI.create(downstream.get() + "/limits"))
        .bodyValue(Map.of("concurrency", concurrency, "queue", queue))
        .retrieve()
        .toBodilessEntity()
        .block();
  }

  int stat(String member) {
    String stats =
        WebClient.create()
            .get()
            .uri(URI.create(downstream.get() + "/stats"))
            .retrieve()
            .bodyToMono(String.class)
            .block();
    return JsonPath.<Number>read(stats, "$." + member).intValue();
  }

  void awaitNoneActive() {
    await().until(() -> stat("active") + stat("queued") == 0);
  }

  static double number(DocumentContext answer, String path) {
    return answer.<Number>read(path).doubleValue();
  }
}
