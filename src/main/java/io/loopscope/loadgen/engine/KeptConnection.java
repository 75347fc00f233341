package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** One kept-alive connection, opened by its first request and again if it was lost. */
final class KeptConnection {
  private static final int OVERLAPPING_REQUESTS = 16;

  private final AtomicInteger opened = new AtomicInteger();
  private final ConnectionProvider provider =
      ConnectionProvider.builder("loadgen")
          .maxConnections(1)
          .pendingAcquireMaxCount(OVERLAPPING_REQUESTS)
          .build();
  private final WatchedLoop loop;
  private final HttpClient client;

  KeptConnection(LoadClient client) {
    this.loop = client.nextLoop();
    this.client = client.over(provider).observe(this::count);
  }

  /** The loop on which requests are subscribed, so that they run without a change of threads. */
  WatchedLoop loop() {
    return loop;
  }

  HttpClient client() {
    return client;
  }

  private void count(Connection connection, ConnectionObserver.State state) {
    if (state == ConnectionObserver.State.CONNECTED) {
      opened.incrementAndGet();
    }
  }

  /** The number of times it was opened again. */
  int lost() {
    return Math.max(0, opened.get() - 1);
  }

  Mono<Void> close() {
    return provider.disposeLater();
  }
}
