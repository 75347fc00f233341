package io.loopscope.cpu;

import io.loopscope.http.ApiEnum;

/**
 * The kinds of CPU work. Each is a pure function of a number of units; a unit is always the same
 * amount of work, about 1 ms on one current server core.
 */
enum Workload implements ApiEnum {
  /** Pure Java arithmetic: {@link Primes}. */
  PRIMES,
  /** The JDK's cryptography: {@link KeyDerivation}. */
  HASH,
  /** Native code: {@link Deflation}. */
  DEFLATE,
  /** The same product by a textbook loop or by a library: {@link MatrixMultiplication}. */
  MATRIX,
  /** Pure Java arithmetic that can be looked at: {@link Mandelbrot}. */
  MANDELBROT
}
