package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.loopscope.http.Problem;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Portable;
import io.loopscope.placement.Work;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param units how much of it
 * @param on where it runs
 * @param impl who multiplies, {@code naive} if nobody is named; null for all but {@code matrix}
 */
record CpuRequest(Workload workload, int units, Placement on, @Nullable Multiplication impl)
    implements Portable<String> {

  static final int DEFAULT_UNITS = 200;
  static final Placement DEFAULT_ON = Placement.PARALLEL;

  CpuRequest {
    if (workload == Workload.MATRIX) {
      impl = impl == null ? Multiplication.NAIVE : impl;
    } else if (impl != null) {
      throw Problem.badParameter(
          "impl", impl.id(), "no impl with " + workload.id() + ", only with matrix");
    }
  }

  @Override
  public String name() {
    return workload.id();
  }

  @Override
  public Work<String> work() {
    return switch (workload) {
      case PRIMES -> new Primes(units);
      case HASH -> new Hashes(units);
      case DEFLATE -> new Deflation(units);
      case MATRIX -> new MatrixRows(units, Objects.requireNonNull(impl));
      case MANDELBROT -> new Mandelbrot(units, (column, row, iterations) -> {});
    };
  }

  @Override
  public Map<String, Object> order() {
    Map<String, Object> order = new HashMap<>(Map.of("workload", workload, "units", units));
    if (impl != null) {
      order.put("impl", impl);
    }
    return order;
  }

  @Override
  public byte[] encode(String checksum) {
    return checksum.getBytes(US_ASCII);
  }

  @Override
  public String decode(byte[] checksum) {
    return new String(checksum, US_ASCII);
  }
}
