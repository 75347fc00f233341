package io.loopscope.experiment;

import io.loopscope.witness.Flow;
import io.loopscope.witness.Level;
import io.loopscope.witness.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the lines that work stood in, by the meters that operators have as well. */
final class Queues {
  private static final double MILLIS = 1e3;
  private static final String POOL = "reactor.netty.connection.provider.";

  private Queues() {}

  static List<Queue> of(Seen seen) {
    return Stream.of(executors(seen), pools(seen), accepts(seen), downstream(seen))
        .flatMap(Function.identity())
        .filter(queue -> queue.max() > 0)
        .toList();
  }

  /** Work is in this line from the request for a thread until it has run. */
  private static Stream<Queue> executors(Seen seen) {
    return levels(seen, "loopscope.work.active")
        .map(
            level -> {
              String on = tag(level, "on");
              Optional<Flow> queued =
                  seen.flow("loopscope.work", Map.of("on", on, "phase", "queued"));
              Optional<Flow> run = seen.flow("loopscope.work", Map.of("on", on, "phase", "run"));
              return new Queue(
                  "executor",
                  on,
                  level.mean(),
                  level.max(),
                  limit(seen, "loopscope.work.limit", Map.of("on", on)),
                  run.map(it -> perSecond(it, seen)).orElse(null),
                  queued.map(Flow::meanMs).orElse(null),
                  run.map(Flow::meanMs).orElse(null));
            });
  }

  /** Calls are in this line while all connections are taken. */
  private static Stream<Queue> pools(Seen seen) {
    return levels(seen, POOL + "pending.connections")
        .map(level -> tag(level, "name"))
        .distinct()
        .flatMap(name -> seen.level(POOL + "pending.connections", Map.of("name", name)).stream())
        .map(level -> line("pool", tag(level, "name"), level, null));
  }

  /** Connections are in this line until the service accepts them. */
  private static Stream<Queue> accepts(Seen seen) {
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
  private static Stream<Queue> downstream(Seen seen) {
    return levels(seen, "loopscope.downstream.queued")
        .map(
            level ->
                new Queue(
                    "downstream",
                    "downstream",
                    level.mean(),
                    level.max(),
                    null,
                    seen.flow("loopscope.downstream.calls", Map.of("state", "finished"))
                        .map(it -> perSecond(it, seen))
                        .orElse(null),
                    seen.flow("loopscope.downstream.queue", Map.of())
                        .map(Flow::meanMs)
                        .orElse(null),
                    null));
  }

  private static Queue line(String where, String name, Level level, @Nullable Double limit) {
    return new Queue(where, name, level.mean(), level.max(), limit, null, null, null);
  }

  private static Stream<Level> levels(Seen seen, String meter) {
    return seen.levels().stream().filter(level -> level.meter().equals(meter));
  }

  private static @Nullable Double limit(Seen seen, String meter, Map<String, String> tags) {
    return seen.level(meter, tags).map(Level::max).orElse(null);
  }

  private static double perSecond(Flow flow, Seen seen) {
    return flow.count() * MILLIS / Math.max(1, seen.lasted().toMillis());
  }

  private static String tag(Level level, String name) {
    return level.tags().getOrDefault(name, "");
  }
}
