package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Cause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockDescriptionTests {
  private static final String ROUTE = "GET /api/cpu/{workload}";

  /** Golden sentences: cause, ongoing, CPU share, culprit, route, connections. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CPU | false | 0.97 | Primes.count | GET /a | 37 | loop 2 of http blocked 812 ms by GET /a, 97 % on CPU, in Primes.count; 37 connections waited.
          CPU | true | 0.97 | Primes.count | GET /a | 37 | loop 2 of http has been blocked for 812 ms by GET /a, 97 % on CPU, in Primes.count; 37 connections are waiting.
          CPU | false | 0.97 | Primes.count | | 1 | loop 2 of http blocked 812 ms, 97 % on CPU, in Primes.count; 1 connection waited.
          CPU | true | 1.003 | | | 1 | loop 2 of http has been blocked for 812 ms, 100 % on CPU; 1 connection is waiting.
          CPU | false | NaN | Primes.count | GET /a | 0 | loop 2 of http blocked 812 ms by GET /a, in Primes.count.
          CPU | false | NaN | | | -1 | loop 2 of http blocked 812 ms.
          WAIT | false | 0.02 | Orders.load | GET /a | 37 | loop 2 of http blocked 812 ms by GET /a, waiting, 2 % on CPU, in Orders.load; 37 connections waited.
          WAIT | true | NaN | Orders.load | | 0 | loop 2 of http has been blocked for 812 ms, waiting, in Orders.load.
          WAIT | false | -0.01 | | | 0 | loop 2 of http blocked 812 ms, waiting, 0 % on CPU.
          PAUSE | false | 0.02 | Orders.load | GET /a | 37 | loop 2 of http blocked 812 ms while serving GET /a: the whole JVM stood still; 37 connections waited.
          PAUSE | true | NaN | | | 0 | loop 2 of http has been blocked for 812 ms: the whole JVM stood still.
          CONTENTION | false | 0.12 | Orders.load | GET /a | 37 | loop 2 of http blocked 812 ms while serving GET /a: it wanted a CPU and got none for 88 % of the time; 37 connections waited.
          CONTENTION | true | NaN | | | 2 | loop 2 of http has been blocked for 812 ms: it wanted a CPU and got none; 2 connections are waiting.
          FLOOD | false | 0.99 | Ticks.tick | GET /a | 37 | loop 2 of http blocked 812 ms while serving GET /a: it ran 1624 tasks of 0.5 ms each, in Ticks.tick; 37 connections waited.
          FLOOD | true | 0.99 | | | 0 | loop 2 of http has been blocked for 812 ms: it has run 1624 tasks of 0.5 ms each.
          UNKNOWN | false | 0.4 | Orders.load | GET /a | 37 | loop 2 of http blocked 812 ms while serving GET /a, cause unknown, 40 % on CPU, in Orders.load; 37 connections waited.
          UNKNOWN | true | NaN | | | 0 | loop 2 of http has been blocked for 812 ms, cause unknown.
          """)
  void saysWhatIsKnown(
      Cause cause,
      boolean ongoing,
      double cpuShare,
      @Nullable String culprit,
      @Nullable String route,
      int connections,
      String sentence) {
    assertThat(
            BlockDescription.of(
                new BlockDescription.Facts(
                    "http", 2, 812.4, ongoing, cause, cpuShare, culprit, route, connections, 1624)))
        .isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "25.4, 25 ms",
    "9.94, 9.9 ms",
    "9.96, 10 ms",
    "0.5, 0.5 ms",
    "0.04, 40 µs",
    "999.4, 999 ms",
    "999.6, 1.00 s",
    "62345, 62.35 s"
  })
  void givesDurationsInTheUnitThatFits(double ms, String duration) {
    assertThat(cpu(ms)).isEqualTo("loop 0 of http blocked " + duration + " by " + ROUTE + ".");
  }

  @Test
  void doesNotDivideByTasksItDoesNotKnow() {
    assertThat(flood(0)).isEqualTo("loop 0 of http blocked 1.00 s: many short tasks.");
    assertThat(flood(1)).isEqualTo("loop 0 of http blocked 1.00 s: it ran 1 task of 1.00 s.");
    assertThat(flood(100_000))
        .isEqualTo("loop 0 of http blocked 1.00 s: it ran 100000 tasks of 10 µs each.");
  }

  private static String cpu(double ms) {
    return BlockDescription.of(
        new BlockDescription.Facts("http", 0, ms, false, Cause.CPU, Double.NaN, null, ROUTE, 0, 0));
  }

  private static String flood(long tasks) {
    return BlockDescription.of(
        new BlockDescription.Facts("http", 0, 1_000, false, Cause.FLOOD, 1, null, null, 0, tasks));
  }
}
