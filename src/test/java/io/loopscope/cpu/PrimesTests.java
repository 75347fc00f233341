package io.loopscope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PrimesTests {
  @Test
  void sumsThePrimesOfSuccessiveSegments() throws Exception {
    long expected =
        LongStream.range(Primes.START, Primes.START + 2 * Primes.SEGMENT)
            .filter(number -> BigInteger.valueOf(number).isProbablePrime(50))
            .sum();

    assertThat(WorkRunner.finish(new Primes(2))).isEqualTo(Long.toHexString(expected));
  }

  @Test
  void needsAStepForEachUnit() throws Exception {
    assertThat(WorkRunner.steps(new Primes(7))).isEqualTo(7);
  }
}
