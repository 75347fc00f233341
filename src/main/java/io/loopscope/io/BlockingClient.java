package io.loopscope.io;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.http.DelayDistribution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The downstream, called by blocking the calling thread until the answer is there.
 *
 * <p>The JDK's client needs threads of its own to wake the blocked one. They are few and never
 * event loops, so a blocked loop is still woken.
 */
final class BlockingClient implements AutoCloseable {
  private static final int THREADS = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("blocking-http-", 1).factory());
  private final HttpClient client;
  private final Semaphore connections;
  private final DownstreamUrl url;
  private final IoSettings settings;
  private final JsonMapper json;

  BlockingClient(DownstreamUrl url, IoSettings settings, JsonMapper json) {
    this.url = url;
    this.settings = settings;
    this.json = json;
    this.connections = new Semaphore(settings.connections());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .executor(threads)
            .build();
  }

  /**
   * Blocks until the downstream answered or the thread is interrupted.
   *
   * @throws DownstreamFailure if it answered an error, or if too many threads block already
   */
  DownstreamReply call(DelayDistribution delay) throws IOException, InterruptedException {
    if (!connections.tryAcquire()) {
      throw DownstreamFailure.exhausted(settings.connections() + " calls block already");
    }
    try {
      return exchange(delay);
    } finally {
      connections.release();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private DownstreamReply exchange(DelayDistribution delay)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(delay)).timeout(settings.limit(delay)).build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw DownstreamFailure.status(response.statusCode());
    }
    return json.readValue(response.body(), DownstreamReply.class);
  }

  private URI uri(DelayDistribution delay) {
    return UriComponentsBuilder.fromUri(url.get())
        .path("/call")
        .queryParam("delay", "{delay}")
        .encode()
        .buildAndExpand(delay)
        .toUri();
  }
}
