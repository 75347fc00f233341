package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.DelayDistribution;
import io.loopscope.placement.Placement;
import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.SteppedWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for CPU work.
 *
 * @param units amount of work
 * @param on where it runs
 * @param impl the multiplication, {@code naive} by default; null for all but {@code matrix}
 * @param slice how long it runs before it yields; null for the default, and for all but {@code
 *     cooperative}
 */
record CpuRequest(
    Workload workload,
    int units,
    Placement on,
    @Nullable MatrixImplementation impl,
    @Nullable Duration slice)
    implements RemoteWork {

  static final int DEFAULT_UNITS = 200;
  static final Placement DEFAULT_ON = Placement.PARALLEL;
  private static final Duration SHORTEST_SLICE = Duration.ofMillis(1);
  private static final Duration LONGEST_SLICE = Duration.ofSeconds(1);

  CpuRequest {
    if (workload == Workload.MATRIX) {
      impl = impl == null ? MatrixImplementation.NAIVE : impl;
    } else if (impl != null) {
      throw InvalidRequest.parameter(
          "impl", impl.id(), "no impl with " + workload.id() + ", only with matrix");
    }
    if (slice != null) {
      check(slice, on);
    }
  }

  private static void check(Duration slice, Placement on) {
    if (on != Placement.COOPERATIVE) {
      throw InvalidRequest.parameter(
          "slice",
          DelayDistribution.fixed(slice),
          "no slice with on=" + on.id() + ", only with cooperative");
    }
    if (slice.compareTo(SHORTEST_SLICE) < 0 || slice.compareTo(LONGEST_SLICE) > 0) {
      throw InvalidRequest.parameter("slice", DelayDistribution.fixed(slice), "1ms to 1s");
    }
  }

  @Override
  public String name() {
    return workload.id();
  }

  @Override
  public SteppedWork<byte[]> work() {
    return workload.work(units, impl).map(checksum -> checksum.getBytes(US_ASCII));
  }

  @Override
  public Map<String, Object> description() {
    Map<String, Object> description = new HashMap<>(Map.of("workload", workload, "units", units));
    if (impl != null) {
      description.put("impl", impl);
    }
    return description;
  }
}
