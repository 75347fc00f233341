package io.loopscope.eventloop;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import reactor.netty.resources.LoopResources;

/** Real loops with the whole monitor around them, without an application. */
final class MonitoredLoops implements AutoCloseable {
  final MeterRegistry registry = new SimpleMeterRegistry();
  final Loops loops = new Loops();
  final MonitorSwitch settings = new MonitorSwitch(true, Duration.ofMillis(25));
  final List<Block> blocks = new CopyOnWriteArrayList<>();
  final List<Block> reports = new CopyOnWriteArrayList<>();
  final LoopReadings readings = new LoopReadings(System::nanoTime, settings);
  final Verdicts verdicts;
  final Judge judge;
  private final LoopResources resources;

  MonitoredLoops(int count, Transport transport, BlockListener... others) {
    this(count, transport, System::nanoTime, others);
  }

  MonitoredLoops(int count, Transport transport, LongSupplier judgesTime, BlockListener... others) {
    Pauses pauses = new Pauses();
    List<BlockListener> listeners = new CopyOnWriteArrayList<>(others);
    listeners.add(reports::add);
    listeners.add(
        block -> {
          if (!block.ongoing()) {
            blocks.add(block);
          }
        });
    verdicts = new Verdicts(100, InstantSource.system(), System::nanoTime, pauses, listeners);
    LoopMetrics metrics = new LoopMetrics(registry, readings);
    loops.onLoop(metrics::watch);
    judge =
        new Judge(
            loops,
            pauses,
            loop ->
                new LoopWatch(
                    loop,
                    readings,
                    settings,
                    new VirtualArrivals(System.nanoTime(), Judge.TICK_NANOS, metrics.lagOf(loop)),
                    pauses,
                    loop.isHooked() ? null : new LoopProbe(loop, System.nanoTime(), 10_000_000),
                    verdicts),
            () -> {},
            judgesTime);
    resources = loops.resources("test", count, transport);
    judge.start();
  }

  Loop loop(int index) {
    return loops.find("test", index).orElseThrow();
  }

  /** For servers and clients. */
  LoopResources resources() {
    return resources;
  }

  void endLoops() {
    resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
  }

  @Override
  public void close() {
    endLoops();
    judge.close();
  }
}
