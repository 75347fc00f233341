package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Loop;
import io.loopscope.eventloop.Loops;
import io.loopscope.eventloop.Transport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A generator and a server in this JVM, each on loops of its own. */
abstract class AgainstATarget {
  static final int TARGET_LOOPS = 4;

  final Loops loops = new Loops();
  final LoadGenerator generator = new LoadGenerator(loops, 2, Transport.AUTO);
  final Target target = new Target(TARGET_LOOPS);

  @AfterEach
  void close() {
    generator.close();
    target.close();
  }

  Measured run(Load load) {
    Measured measured = generator.run(load).block(Duration.ofSeconds(60));
    assertThat(measured).isNotNull();
    return measured;
  }

  /** Runs the code of generator and server once, so that class loading is not measured. */
  void warmUp() {
    run(load(0, 1_000, open("fresh", "/ping", 100), pooled("pool", "/ping", 100, 2)));
  }

  Load load(long warmUpMs, long durationMs, Load.Stream... streams) {
    return new Load(
        target.url(), Duration.ofMillis(warmUpMs), Duration.ofMillis(durationMs), streams);
  }

  /** Connections that the generator has open now. */
  int ownConnections() {
    return loops.group("loadgen").stream().mapToInt(Loop::connections).sum();
  }

  static Load.Stream open(String name, String path, double perSecond) {
    return new Load.Stream(name, path, new Model.Open(perSecond));
  }

  static Load.Stream pooled(String name, String path, double perSecond, int size) {
    return open(name, path, perSecond).over(new Connections.Pool(size));
  }

  /** Every planned send must have become something. */
  static void assertAccountedFor(Measured.Stream stream) {
    long failed = stream.failed().values().stream().mapToLong(Long::longValue).sum();
    assertThat(stream.completed() + stream.dropped() + failed).isEqualTo(stream.planned());
  }
}
