package io.loopscope.cpu;

import io.loopscope.http.Problem;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Work;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param units how much of it
 * @param on where it runs
 * @param impl who multiplies, {@code naive} if nobody is named; null for all but {@code matrix}
 */
record CpuRequest(Workload workload, int units, Placement on, @Nullable Multiplication impl) {

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

  Work<String> work() {
    return switch (workload) {
      case PRIMES -> new Primes(units);
      case HASH -> new Hashes(units);
      case DEFLATE -> new Deflation(units);
      case MATRIX -> new MatrixRows(units, Objects.requireNonNull(impl));
      case MANDELBROT -> new Mandelbrot(units, (column, row, iterations) -> {});
    };
  }
}
