package io.loopscope.peer;

import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.engine.LoadGenerator;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.util.Objects;

/** Users that each keep one connection and ask again as soon as they are answered. */
final class PeerLoad implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final LoadGenerator generator =
      new LoadGenerator(new MonitoredLoops(), 1, Transport.AUTO);
  private final Duration length;

  /**
   * @param length of each slice that is measured
   */
  PeerLoad(Duration length) {
    this.length = length;
  }

  /** What so many users of a path get from a server in one slice of time. */
  LoadSlice slice(PeerProcess server, String path, int users) {
    LoadPlan.Stream stream =
        new LoadPlan.Stream("peer", path, new LoadModel.Closed(users, Duration.ZERO, null))
            .over(new ConnectionPolicy.Pool(users))
            .within(TIMEOUT)
            .atMost(users);
    LoadPlan plan = new LoadPlan(server.url().toString(), Duration.ZERO, length, stream);
    double before = server.cpuSeconds();
    long start = System.nanoTime();
    LoadResult result = Objects.requireNonNull(generator.run(plan).block());
    double cpu = server.cpuSeconds() - before;
    double seconds = (System.nanoTime() - start) / 1e9;
    return LoadSlice.of(result.stream("peer"), cpu, seconds);
  }

  @Override
  public void close() {
    generator.close();
  }
}
