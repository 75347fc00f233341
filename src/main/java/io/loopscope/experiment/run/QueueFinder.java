package io.loopscope.experiment.run;

import io.loopscope.experiment.report.ObservedQueue;
import io.loopscope.observation.GaugeSummary;
import io.loopscope.observation.ServiceReport;
import io.loopscope.observation.Throughput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the queues in which work waited, by the meters that operators have as well. */
final class QueueFinder {
  private static final double MILLIS = 1e3;
  private static final String POOL = "reactor.netty.connection.provider.";

  private QueueFinder() {}

  static List<ObservedQueue> of(ServiceReport service) {
    return Stream.of(executors(service), pools(service), accepts(service), downstream(service))
        .flatMap(Function.identity())
        .filter(queue -> queue.max() > 0)
        .toList();
  }

  /** Work is in this queue from the request for a thread until it has run. */
  private static Stream<ObservedQueue> executors(ServiceReport service) {
    return levels(service, "loopscope.work.active")
        .map(
            level -> {
              String on = tag(level, "on");
              Optional<Throughput> queued =
                  service.flow("loopscope.work", Map.of("on", on, "phase", "queued"));
              Optional<Throughput> run =
                  service.flow("loopscope.work", Map.of("on", on, "phase", "run"));
              return new ObservedQueue(
                  ObservedQueue.EXECUTOR,
                  on,
                  level.mean(),
                  level.max(),
                  limit(service, "loopscope.work.limit", Map.of("on", on)),
                  run.map(it -> perSecond(it, service)).orElse(null),
                  queued.map(Throughput::meanMs).orElse(null),
                  run.map(Throughput::meanMs).orElse(null));
            });
  }

  /** Calls are in this queue while all connections are taken. */
  private static Stream<ObservedQueue> pools(ServiceReport service) {
    return levels(service, POOL + "pending.connections")
        .map(level -> tag(level, "name"))
        .distinct()
        .flatMap(name -> service.level(POOL + "pending.connections", Map.of("name", name)).stream())
        .map(level -> queue(ObservedQueue.POOL, tag(level, "name"), level, null));
  }

  /** Connections are in this queue until the service accepts them. */
  private static Stream<ObservedQueue> accepts(ServiceReport service) {
    return levels(service, "loopscope.accept.queue")
        .filter(level -> tag(level, "kind").equals("length"))
        .map(
            level ->
                queue(
                    ObservedQueue.ACCEPT,
                    tag(level, "port"),
                    level,
                    limit(
                        service,
                        "loopscope.accept.queue",
                        Map.of("kind", "limit", "port", tag(level, "port")))));
  }

  /** Calls are in this queue until the downstream has capacity for them. */
  private static Stream<ObservedQueue> downstream(ServiceReport service) {
    return levels(service, "loopscope.downstream.queued")
        .map(
            level ->
                new ObservedQueue(
                    ObservedQueue.DOWNSTREAM,
                    "downstream",
                    level.mean(),
                    level.max(),
                    null,
                    service
                        .flow("loopscope.downstream.calls", Map.of("state", "finished"))
                        .map(it -> perSecond(it, service))
                        .orElse(null),
                    service
                        .flow("loopscope.downstream.queue", Map.of())
                        .map(Throughput::meanMs)
                        .orElse(null),
                    null));
  }

  private static ObservedQueue queue(
      String where, String name, GaugeSummary level, @Nullable Double limit) {
    return new ObservedQueue(where, name, level.mean(), level.max(), limit, null, null, null);
  }

  private static Stream<GaugeSummary> levels(ServiceReport service, String meter) {
    return service.levels().stream().filter(level -> level.meter().equals(meter));
  }

  private static @Nullable Double limit(
      ServiceReport service, String meter, Map<String, String> tags) {
    return service.level(meter, tags).map(GaugeSummary::max).orElse(null);
  }

  private static double perSecond(Throughput flow, ServiceReport service) {
    return flow.count() * MILLIS / Math.max(1, service.lasted().toMillis());
  }

  private static String tag(GaugeSummary level, String name) {
    return level.tags().getOrDefault(name, "");
  }
}
