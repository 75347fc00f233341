package io.loopscope.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The meters that show where work waits, by name, without a dependency on the features that own
 * them.
 */
final class QueueMeters {
  /** Lengths of queues, and usage of bounded resources. */
  private static final List<String> GAUGES =
      List.of(
          "loopscope.work.active",
          "loopscope.work.limit",
          "loopscope.accept.queue",
          "loopscope.downstream.active",
          "loopscope.downstream.queued",
          "reactor.netty.connection.provider.active.connections",
          "reactor.netty.connection.provider.pending.connections");

  /** Throughputs and their durations. */
  private static final List<String> FLOWS =
      List.of(
          "loopscope.work",
          "loopscope.work.rejected",
          "loopscope.downstream.queue",
          "loopscope.downstream.calls",
          "eventloop.busy",
          "eventloop.cpu",
          "jvm.gc.pause");

  private final MeterRegistry registry;

  QueueMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A sample of every gauge; unreadable ones are left out. */
  List<GaugeSummary> levels() {
    return named(GAUGES, Gauge.class)
        .map(gauge -> new GaugeSummary(name(gauge), tags(gauge), gauge.value(), gauge.value(), 1))
        .filter(level -> !Double.isNaN(level.mean()))
        .toList();
  }

  /** All events since the process started. */
  List<Throughput> flows() {
    return Stream.of(
            named(FLOWS, Timer.class).map(QueueMeters::flow),
            named(FLOWS, Counter.class).map(it -> flow(it, it.count())),
            named(FLOWS, FunctionCounter.class).map(it -> flow(it, it.count())))
        .flatMap(Function.identity())
        .filter(flow -> !Double.isNaN(flow.count()))
        .toList();
  }

  private <M extends Meter> Stream<M> named(List<String> names, Class<M> type) {
    return names.stream()
        .flatMap(name -> registry.find(name).meters().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static Throughput flow(Timer timer) {
    return new Throughput(
        name(timer), tags(timer), timer.count(), timer.totalTime(TimeUnit.MILLISECONDS));
  }

  private static Throughput flow(Meter counter, double count) {
    return new Throughput(name(counter), tags(counter), count, 0);
  }

  private static String name(Meter meter) {
    return meter.getId().getName();
  }

  private static Map<String, String> tags(Meter meter) {
    return meter.getId().getTags().stream()
        .collect(Collectors.toUnmodifiableMap(tag -> tag.getKey(), tag -> tag.getValue()));
  }
}
