package io.loopscope.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockDescriptionTests {
  private static final String ROUTE = "GET /api/cpu/{workload}";

  /** Golden sentences: cause, reason, ongoing, CPU share, culprit, route, connections. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CPU | COMPUTATION | false | 0.97 | Primes.count | GET /a | 37 | loop http-2 blocked 812 ms by GET /a, 97 % on CPU, in Primes.count; 37 connections waited.
          CPU | COMPUTATION | true | 0.97 | Primes.count | GET /a | 37 | loop http-2 has been blocked for 812 ms by GET /a, 97 % on CPU, in Primes.count; 37 connections are waiting.
          CPU | COMPUTATION | false | 0.97 | Primes.count | | 1 | loop http-2 blocked 812 ms, 97 % on CPU, in Primes.count; 1 connection waited.
          CPU | COMPUTATION | true | 1 | | | 1 | loop http-2 has been blocked for 812 ms, 100 % on CPU; 1 connection is waiting.
          CPU | COMPUTATION | false | NaN | Primes.count | GET /a | 0 | loop http-2 blocked 812 ms by GET /a, in Primes.count.
          CPU | COMPUTATION | false | NaN | | | -1 | loop http-2 blocked 812 ms.
          WAIT | SLEEP | false | 0.02 | Orders.load | GET /a | 37 | loop http-2 blocked 812 ms by GET /a, waiting, 2 % on CPU, in Orders.load; 37 connections waited.
          WAIT | LOCK | true | NaN | Orders.load | | 0 | loop http-2 has been blocked for 812 ms, waiting, in Orders.load.
          WAIT | IO | false | 0 | | | 0 | loop http-2 blocked 812 ms, waiting, 0 % on CPU.
          PAUSE | GC | false | 0.02 | | GET /a | 37 | loop http-2 blocked 812 ms while serving GET /a: the garbage collector stopped the JVM; 37 connections waited.
          PAUSE | SAFEPOINT | true | NaN | | | 0 | loop http-2 has been blocked for 812 ms: an operation of the JVM stopped all its threads.
          PAUSE | ALLOCATION_STALL | false | NaN | | | 0 | loop http-2 blocked 812 ms: it waited for the garbage collector to free memory.
          PAUSE | SUSPENDED | false | NaN | | | 0 | loop http-2 blocked 812 ms: it was suspended.
          PAUSE | UNKNOWN | false | NaN | | | 0 | loop http-2 blocked 812 ms: the whole JVM was stopped.
          CONTENTION | RUN_QUEUE | false | 0.12 | | GET /a | 37 | loop http-2 blocked 812 ms while serving GET /a: runnable, but not scheduled on a CPU for 88 % of the time; 37 connections waited.
          CONTENTION | RUN_QUEUE | true | NaN | | | 2 | loop http-2 has been blocked for 812 ms: runnable, but not scheduled on a CPU; 2 connections are waiting.
          CONTENTION | THROTTLED | false | NaN | | | 0 | loop http-2 blocked 812 ms: runnable, but held back by the CPU limit of its control group.
          CONTENTION | STOLEN | false | NaN | | | 0 | loop http-2 blocked 812 ms: runnable, but the hypervisor ran other machines.
          FLOOD | TASKS | false | 0.99 | Ticks.tick | GET /a | 37 | loop http-2 blocked 812 ms while serving GET /a: it ran 1624 tasks of 0.5 ms each, in Ticks.tick; 37 connections waited.
          FLOOD | TASKS | true | 0.99 | | | 0 | loop http-2 has been blocked for 812 ms: it has run 1624 tasks of 0.5 ms each.
          UNKNOWN | UNKNOWN | false | 0.4 | Orders.load | GET /a | 37 | loop http-2 blocked 812 ms while serving GET /a, cause unknown, 40 % on CPU, in Orders.load; 37 connections waited.
          UNKNOWN | UNKNOWN | true | NaN | | | 0 | loop http-2 has been blocked for 812 ms, cause unknown.
          """)
  void saysWhatIsKnown(
      Cause cause,
      BlockReason reason,
      boolean ongoing,
      double cpuShare,
      @Nullable String culprit,
      @Nullable String route,
      int connections,
      String sentence) {
    BlockDiagnosis diagnosis =
        diagnosis(cause, reason, time(812.4, cpuShare), culprit, null, List.of());

    assertThat(
            new Block(
                    1,
                    "http",
                    2,
                    BlockFixtures.START,
                    812.4,
                    ongoing,
                    route,
                    connections,
                    1624,
                    diagnosis)
                .sentence())
        .isEqualTo(sentence);
  }

  @Test
  void tellsThePhasesInTheirOrderIfNoneTookNearlyAllOfTheTime() {
    List<BlockPhase> phases =
        List.of(
            new BlockPhase(Cause.CPU, "Primes.isPrime", 260),
            new BlockPhase(Cause.WAIT, "Orders.load", 100),
            new BlockPhase(Cause.CONTENTION, null, 412),
            new BlockPhase(Cause.PAUSE, null, 40));

    assertThat(sentence(Cause.CONTENTION, "Primes.isPrime", ROUTE, phases))
        .isEqualTo(
            "loop http-2 blocked 812 ms by "
                + ROUTE
                + ": 260 ms on CPU in Primes.isPrime, then 100 ms waiting in Orders.load,"
                + " then 412 ms runnable without a CPU, then 40 ms stopped.");
  }

  @Test
  void doesNotTellPhasesOfABlockThatWasOneThing() {
    List<BlockPhase> phases =
        List.of(
            new BlockPhase(Cause.CPU, "Primes.isPrime", 735),
            new BlockPhase(Cause.WAIT, "Orders.load", 77));

    assertThat(sentence(Cause.CPU, "Primes.isPrime", null, phases))
        .isEqualTo("loop http-2 blocked 812 ms, 50 % on CPU, in Primes.isPrime.");
  }

  @Test
  void doesNotBlameTheRouteOfALackOfCpuWithoutACulprit() {
    assertThat(sentence(Cause.CONTENTION, null, ROUTE, List.of()))
        .contains(" while serving " + ROUTE);
    assertThat(sentence(Cause.CONTENTION, "Primes.count", ROUTE, List.of()))
        .contains(" by " + ROUTE);
  }

  @Test
  void namesWhoHeldTheLockAndWhatItDid() {
    BlockDiagnosis diagnosis =
        diagnosis(
            Cause.WAIT,
            BlockReason.LOCK,
            time(1_500, 0),
            "Cache.get",
            new LockHolder("lettuce-epoll-1", "Cache.refresh", "sleeps"),
            List.of());

    assertThat(BlockFixtures.block(1, BlockFixtures.START, 1_500, false, diagnosis).sentence())
        .endsWith(
            "waiting, 0 % on CPU, in Cache.get, held by lettuce-epoll-1, which sleeps in"
                + " Cache.refresh; 37 connections waited.");
  }

  @Test
  void namesAHolderOfWhichNoFrameWasSeen() {
    assertThat(new LockHolder("worker-1", null, "runs").text()).isEqualTo("worker-1, which runs");
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
    assertThat(bare(Cause.CPU, ms, ROUTE, 0))
        .isEqualTo("loop http-2 blocked " + duration + " by " + ROUTE + ".");
  }

  @Test
  void doesNotDivideByTasksItDoesNotKnow() {
    assertThat(flood(0)).isEqualTo("loop http-2 blocked 1.00 s: many short tasks.");
    assertThat(flood(1)).isEqualTo("loop http-2 blocked 1.00 s: it ran 1 task of 1.00 s.");
    assertThat(flood(100_000))
        .isEqualTo("loop http-2 blocked 1.00 s: it ran 100000 tasks of 10 µs each.");
  }

  private static String flood(long tasks) {
    return bare(Cause.FLOOD, 1_000, null, tasks);
  }

  private static String bare(Cause cause, double ms, @Nullable String route, long tasks) {
    BlockDiagnosis diagnosis = diagnosis(cause, BlockReason.UNKNOWN, null, null, null, List.of());
    return new Block(1, "http", 2, BlockFixtures.START, ms, false, route, 0, tasks, diagnosis)
        .sentence();
  }

  private static String sentence(
      Cause cause, @Nullable String culprit, @Nullable String route, List<BlockPhase> phases) {
    BlockDiagnosis diagnosis =
        diagnosis(cause, BlockReason.UNKNOWN, time(812, 0.5), culprit, null, phases);
    return new Block(1, "http", 2, BlockFixtures.START, 812, false, route, 0, 0, diagnosis)
        .sentence();
  }

  private static @Nullable BlockTime time(double ms, double cpuShare) {
    return Double.isNaN(cpuShare)
        ? null
        : new BlockTime(cpuShare * ms, 0, 0, 0, (1 - cpuShare) * ms, 0, 0);
  }

  private static BlockDiagnosis diagnosis(
      Cause cause,
      BlockReason reason,
      @Nullable BlockTime time,
      @Nullable String culprit,
      @Nullable LockHolder holder,
      List<BlockPhase> phases) {
    return new BlockDiagnosis(
        cause, reason, time, Confidence.HIGH, culprit, holder, null, phases, List.of());
  }
}
