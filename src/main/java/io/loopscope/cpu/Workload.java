package io.loopscope.cpu;

import io.loopscope.http.ApiEnum;
import io.loopscope.placement.SteppedWork;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of CPU work. Each is a pure function of a number of units; a unit is always the same
 * amount of work, about 1 ms on one current server core.
 */
enum Workload implements ApiEnum {
  /** Pure Java arithmetic. */
  PRIMES((units, impl) -> new Primes(units)),
  /** The JDK's cryptography. */
  HASH((units, impl) -> new KeyDerivation(units)),
  /** Native code. */
  DEFLATE((units, impl) -> new Deflation(units)),
  /** The same product by a textbook loop or by a library. */
  MATRIX((units, impl) -> new MatrixMultiplication(units, Objects.requireNonNull(impl))),
  /** Pure Java arithmetic with a visible result. */
  MANDELBROT((units, impl) -> new Mandelbrot(units));

  private final Factory factory;

  Workload(Factory factory) {
    this.factory = factory;
  }

  /**
   * Creates the work, whose result is a checksum in hex.
   *
   * @param impl the multiplication of {@link #MATRIX}; null for all others
   */
  SteppedWork<String> work(int units, @Nullable MatrixImplementation impl) {
    return factory.create(units, impl);
  }

  private interface Factory {
    SteppedWork<String> create(int units, @Nullable MatrixImplementation impl);
  }
}
