package io.loopscope.process;

import java.time.Duration;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

/**
 * Connections that spread work over all workers behind one name, as a headless Service of
 * Kubernetes is, and follow them as they come and go.
 *
 * <p>Each new connection goes to an address drawn by lot from what the name stands for, or to the
 * next one if that does not answer. No connection is used for longer than its life, or else workers
 * that were added would never be found. A balancer that knows how busy each worker is would spread
 * uneven work better; this one needs nobody to ask.
 */
final class WorkerConnections {
  /** How long a worker that was added waits for work at most, apart from the name's own delay. */
  static final Duration LIFE = Duration.ofSeconds(30);

  /** How long a name may stand for workers that are gone. */
  static final Duration NAME_LIFE = Duration.ofSeconds(5);

  private static final Duration MAX_IDLE = Duration.ofSeconds(30);

  /** So that connections that were opened together do not all end together. */
  private static final double VARIANCE = 0.2;

  private WorkerConnections() {}

  static ConnectionProvider pool(int connections, Duration life) {
    return ConnectionProvider.builder("worker")
        .maxConnections(connections)
        .pendingAcquireMaxCount(connections)
        .maxIdleTime(MAX_IDLE)
        .maxLifeTime(life)
        .maxLifeTimeVariance(VARIANCE)
        .metrics(true)
        .build();
  }

  static NameResolverSpec spread(NameResolverSpec names) {
    return names.roundRobinSelection(true).cacheMaxTimeToLive(NAME_LIFE);
  }
}
