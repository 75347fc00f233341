package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.plane.Transport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A generator and a server in this JVM, each on loops of its own. */
abstract class TargetTest {
  static final int TARGET_LOOPS = 4;

  final LoopRegistry loops = new MonitoredLoops();
  final LoadGenerator generator = new LoadGenerator(loops, 2, Transport.AUTO);
  final TargetServer target = new TargetServer(TARGET_LOOPS);

  @AfterEach
  void close() {
    generator.close();
    target.close();
  }

  LoadResult run(LoadPlan load) {
    LoadResult measured = generator.run(load).block(Duration.ofSeconds(60));
    assertThat(measured).isNotNull();
    return measured;
  }

  /** Runs the code of generator and server once, so that class loading is not measured. */
  void warmUp() {
    run(load(0, 300, open("fresh", "/ping", 100), pooled("pool", "/ping", 100, 2)));
  }

  LoadPlan load(long warmUpMs, long durationMs, LoadPlan.Stream... streams) {
    return new LoadPlan(
        target.url(), Duration.ofMillis(warmUpMs), Duration.ofMillis(durationMs), streams);
  }

  /** Connections that the generator has open now. */
  int ownConnections() {
    return loops.group("loadgen").stream().mapToInt(WatchedLoop::connections).sum();
  }

  static LoadPlan.Stream open(String name, String path, double perSecond) {
    return new LoadPlan.Stream(name, path, new LoadModel.Open(perSecond));
  }

  static LoadPlan.Stream pooled(String name, String path, double perSecond, int size) {
    return open(name, path, perSecond).over(new ConnectionPolicy.Pool(size));
  }

  /** Every planned send must have become something. */
  static void assertAccountedFor(LoadResult.Stream stream) {
    long failed = stream.failed().values().stream().mapToLong(Long::longValue).sum();
    assertThat(stream.completed() + stream.dropped() + failed).isEqualTo(stream.planned());
  }
}
