package io.loopscope;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.diagnosis.ApplicationCode;
import io.loopscope.eventloop.export.LoopMetrics;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.loopscope.plane.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import reactor.netty.resources.LoopResources;

/** Real loops with the whole monitor around them, without an application. */
public final class MonitorFixture implements AutoCloseable {
  public final MeterRegistry registry = new SimpleMeterRegistry();
  public final MonitoredLoops loops = new MonitoredLoops();
  public final MonitorControl settings = new MonitorControl(true, Duration.ofMillis(25));
  public final List<Block> blocks = new CopyOnWriteArrayList<>();
  public final List<Block> reports = new CopyOnWriteArrayList<>();
  public final LoopReadings readings = new LoopReadings(System::nanoTime, settings);
  public final BlockRecorder verdicts;
  public final LoopMonitor judge;
  private final LoopResources resources;

  public MonitorFixture(int count, Transport transport, BlockListener... others) {
    this(count, transport, System::nanoTime, others);
  }

  public MonitorFixture(
      int count, Transport transport, LongSupplier judgesTime, BlockListener... others) {
    this(count, transport, judgesTime, () -> {}, others);
  }

  /**
   * @param everyTick is done after every round of looks, on the monitor's thread
   */
  public MonitorFixture(
      int count,
      Transport transport,
      LongSupplier judgesTime,
      Runnable everyTick,
      BlockListener... others) {
    List<BlockListener> listeners = new CopyOnWriteArrayList<>(others);
    listeners.add(reports::add);
    listeners.add(
        block -> {
          if (!block.ongoing()) {
            blocks.add(block);
          }
        });
    verdicts = new BlockRecorder(100, InstantSource.system(), System::nanoTime, listeners);
    LoopMetrics metrics = new LoopMetrics(registry, readings);
    loops.onLoop(metrics::watch);
    judge =
        new LoopMonitor(
            loops,
            settings,
            verdicts,
            List.of(metrics::record),
            everyTick,
            Duration.ofMillis(10),
            ApplicationCode.byName(),
            judgesTime);
    resources = transport.resources(loops, "test", count);
    judge.start();
  }

  public MonitoredLoop loop(int index) {
    return loop("test", index);
  }

  public MonitoredLoop loop(String group, int index) {
    return (MonitoredLoop) loops.find(group, index).orElseThrow();
  }

  /** For servers and clients. */
  public LoopResources resources() {
    return resources;
  }

  public void endLoops() {
    resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
  }

  @Override
  public void close() {
    endLoops();
    judge.close();
  }
}
