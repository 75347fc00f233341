package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * The HTTP client, on loops of its own: group {@code loadgen}. One request is one request: nothing
 * is retried, no redirect is followed.
 */
final class LoadClient {
  private static final String GROUP = "loadgen";
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LoopResources resources;
  private final List<WatchedLoop> loops;
  private final AtomicInteger next = new AtomicInteger();

  LoadClient(LoopRegistry loops, int count, Transport transport) {
    this.resources = transport.resources(loops, GROUP, count);
    this.loops = loops.group(GROUP);
  }

  List<WatchedLoop> loops() {
    return loops;
  }

  /** The next loop, in turn. */
  WatchedLoop nextLoop() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  /** Opens a connection for every request, on the loop that sends it. */
  HttpClient fresh() {
    return over(ConnectionProvider.newConnection());
  }

  HttpClient over(ConnectionProvider connections) {
    return HttpClient.create(connections).runOn(resources).disableRetry(true).followRedirect(false);
  }

  /** The number of open connections. */
  int connections() {
    return loops.stream().mapToInt(WatchedLoop::connections).sum();
  }

  /** Completes once at most so many connections are open, or after a limited time. */
  Mono<Void> closedDownTo(int connections) {
    return Flux.interval(Duration.ZERO, POLL)
        .filter(tick -> connections() <= connections)
        .next()
        .timeout(PATIENCE, Mono.empty())
        .then();
  }

  /** Shuts down the loops, with every connection that is still open. */
  Mono<Void> closeLater() {
    return resources.disposeLater(Duration.ZERO, PATIENCE);
  }
}
