package io.loopscope.process;

import java.time.Duration;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

/**
 * Connections that spread work over all workers behind one DNS name, such as a headless Service of
 * Kubernetes, and follow its changes.
 *
 * <p>Each new connection goes to a random address of the name, or to the next one if that does not
 * answer. Connections have a maximum life, because otherwise added workers would never be found. A
 * load balancer that knows the load of each worker would spread uneven work better; this needs no
 * other component.
 */
final class WorkerConnections {
  /** The longest time until an added worker gets work, apart from the delay of DNS. */
  static final Duration LIFE = Duration.ofSeconds(30);

  /** How long a resolved address is cached. */
  static final Duration NAME_LIFE = Duration.ofSeconds(5);

  private static final Duration MAX_IDLE = Duration.ofSeconds(30);

  /** Spreads the ends of connections that were opened together. */
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
