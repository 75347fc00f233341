package io.loopscope.loadgen.engine;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A second opinion: an open-loop client that shares nothing with the generator. The JDK's HTTP
 * client, one thread that sends, a list of all latencies from the planned send, sorted at the end.
 */
final class NaiveClient {
  private final long[] sortedNanos;

  private NaiveClient(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  /** Sends at the rate and leaves out what is planned within the warm-up. */
  static NaiveClient run(String url, int perSecond, Duration warmUp, Duration duration) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      long interval = 1_000_000_000 / perSecond;
      long sends = warmUp.plus(duration).toNanos() / interval;
      List<CompletableFuture<Long>> answers = new ArrayList<>();
      long start = System.nanoTime();
      for (long i = 0; i < sends; i++) {
        long planned = start + i * interval;
        for (long wait = planned - System.nanoTime();
            wait > 0;
            wait = planned - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        answers.add(
            client
                .sendAsync(request, BodyHandlers.discarding())
                .thenApply(answer -> System.nanoTime() - planned));
      }
      return new NaiveClient(
          answers.stream()
              .skip(warmUp.toNanos() / interval)
              .mapToLong(CompletableFuture::join)
              .sorted()
              .toArray());
    }
  }

  /** Milliseconds at a percentile. */
  double millisAt(double percentile) {
    int rank = (int) Math.ceil(percentile / 100 * sortedNanos.length);
    return sortedNanos[Math.max(0, rank - 1)] / 1e6;
  }
}
