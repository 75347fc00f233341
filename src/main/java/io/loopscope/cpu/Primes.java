package io.loopscope.cpu;

/**
 * Finds primes by trial division. One unit: the next 1,500 numbers above a hundred million, each
 * even one skipped, each odd one divided by 3, 5, 7… up to its root or its first divisor.
 *
 * <p>Starting that high keeps the root, and with it the unit, nearly the same size for all units.
 * How many primes a segment happens to hold makes single units differ by a tenth or so.
 *
 * <p>Checksum: the sum of the primes found.
 */
final class Primes extends UnitWork {
  static final long START = 100_000_000;
  static final int SEGMENT = 1_500;

  private long sum;

  Primes(int units) {
    super(units);
  }

  @Override
  void unit(int number) {
    long start = START + (long) number * SEGMENT;
    for (long candidate = start + 1; candidate < start + SEGMENT; candidate += 2) {
      if (isPrime(candidate)) {
        sum += candidate;
      }
    }
  }

  @Override
  public String result() {
    return Long.toHexString(sum);
  }

  private static boolean isPrime(long odd) {
    for (long divisor = 3; divisor * divisor <= odd; divisor += 2) {
      if (odd % divisor == 0) {
        return false;
      }
    }
    return true;
  }
}
