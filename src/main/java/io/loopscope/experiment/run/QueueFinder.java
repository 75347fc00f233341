package io.loopscope.experiment.run;

import io.loopscope.experiment.ObservedQueue;
import io.loopscope.observation.GaugeSummary;
import io.loopscope.observation.ServiceReport;
import io.loopscope.observation.Throughput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the lines that work stood in, by the meters that operators have as well. */
final class QueueFinder {
  private static final double MILLIS = 1e3;
  private static final String POOL = "reactor.netty.connection.provider.";

  private QueueFinder() {}

  static List<ObservedQueue> of(ServiceReport seen) {
    return Stream.of(executors(seen), pools(seen), accepts(seen), downstream(seen))
        .flatMap(Function.identity())
        .filter(queue -> queue.max() > 0)
        .toList();
  }

  /** Work is in this line from the request for a thread until it has run. */
  private static Stream<ObservedQueue> executors(ServiceReport seen) {
    return levels(seen, "loopscope.work.active")
        .map(
            level -> {
              String on = tag(level, "on");
              Optional<Throughput> queued =
                  seen.flow("loopscope.work", Map.of("on", on, "phase", "queued"));
              Optional<Throughput> run =
                  seen.flow("loopscope.work", Map.of("on", on, "phase", "run"));
              return new ObservedQueue(
                  "executor",
                  on,
                  level.mean(),
                  level.max(),
                  limit(seen, "loopscope.work.limit", Map.of("on", on)),
                  run.map(it -> perSecond(it, seen)).orElse(null),
                  queued.map(Throughput::meanMs).orElse(null),
                  run.map(Throughput::meanMs).orElse(null));
            });
  }

  /** Calls are in this line while all connections are taken. */
  private static Stream<ObservedQueue> pools(ServiceReport seen) {
    return levels(seen, POOL + "pending.connections")
        .map(level -> tag(level, "name"))
        .distinct()
        .flatMap(name -> seen.level(POOL + "pending.connections", Map.of("name", name)).stream())
        .map(level -> line("pool", tag(level, "name"), level, null));
  }

  /** Connections are in this line until the service accepts them. */
  private static Stream<ObservedQueue> accepts(ServiceReport seen) {
    return levels(seen, "loopscope.accept.queue")
        .filter(level -> tag(level, "kind").equals("length"))
        .map(
            level ->
                line(
                    "accept",
                    tag(level, "port"),
                    level,
                    limit(
                        seen,
                        "loopscope.accept.queue",
                        Map.of("kind", "limit", "port", tag(level, "port")))));
  }

  /** Calls are in this line until the downstream has room for them. */
  private static Stream<ObservedQueue> downstream(ServiceReport seen) {
    return levels(seen, "loopscope.downstream.queued")
        .map(
            level ->
                new ObservedQueue(
                    "downstream",
                    "downstream",
                    level.mean(),
                    level.max(),
                    null,
                    seen.flow("loopscope.downstream.calls", Map.of("state", "finished"))
                        .map(it -> perSecond(it, seen))
                        .orElse(null),
                    seen.flow("loopscope.downstream.queue", Map.of())
                        .map(Throughput::meanMs)
                        .orElse(null),
                    null));
  }

  private static ObservedQueue line(
      String where, String name, GaugeSummary level, @Nullable Double limit) {
    return new ObservedQueue(where, name, level.mean(), level.max(), limit, null, null, null);
  }

  private static Stream<GaugeSummary> levels(ServiceReport seen, String meter) {
    return seen.levels().stream().filter(level -> level.meter().equals(meter));
  }

  private static @Nullable Double limit(
      ServiceReport seen, String meter, Map<String, String> tags) {
    return seen.level(meter, tags).map(GaugeSummary::max).orElse(null);
  }

  private static double perSecond(Throughput flow, ServiceReport seen) {
    return flow.count() * MILLIS / Math.max(1, seen.lasted().toMillis());
  }

  private static String tag(GaugeSummary level, String name) {
    return level.tags().getOrDefault(name, "");
  }
}
