package io.loopscope.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Cause;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Few trials and wide bounds, for machines that have something else to do; {@code
 * MonitorAccuracyTable} measures.
 */
@Tag("undisturbed")
class MonitorAccuracyIT {
  private static final Predicate<TrialOutcome> ALL = one -> true;

  @Test
  void findsInjectedBlocksAndTheirCauses() throws IOException, InterruptedException {
    AccuracyTables tables = new AccuracyTables(BlockTrials.ofEveryKind(1, 40, 250));

    assertThat(tables.blocks()).hasSizeGreaterThan(8);
    assertThat(tables.share(ALL, TrialOutcome::found)).as(tables.wrong()).isEqualTo(1);
    assertThat(tables.share(ALL, TrialOutcome::isDurationRight))
        .as(tables.wrong())
        .isGreaterThan(0.8);
    assertThat(tables.share(ALL, TrialOutcome::isTrueCauseTold))
        .as(tables.wrong())
        .isGreaterThan(0.85);
    assertThat(tables.share(MonitorAccuracyIT::isLongAndBlamed, TrialOutcome::isCulpritRight))
        .as(tables.wrong())
        .isGreaterThan(0.8);
    assertThat(tables.share(ALL, TrialOutcome::isAccountRight))
        .as(tables.wrong())
        .isGreaterThan(0.85);
  }

  @Test
  void tellsASuspendedJvmFromOneThatCollects() throws IOException, InterruptedException {
    assertThat(TrialJvm.run(Surroundings.NONE, Injection.STOP, 4, 250))
        .filteredOn(one -> one.reason().equals("suspended"))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(TrialJvm.run(Surroundings.NONE, Injection.GC, 4, 0))
        .filteredOn(one -> one.reason().equals("gc"))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void doesNotSayThatALoopWaitsThatOnlyHasToShareOneCore() throws IOException {
    NegativeTrials.Result traffic =
        NegativeJvm.run(Surroundings.ONE_CORE, NegativeTrials.TRAFFIC, 4);

    assertThat(traffic.count(Cause.WAIT)).as(traffic.blocks().toString()).isZero();
    assertThat(traffic.count(Cause.PAUSE)).as(traffic.blocks().toString()).isLessThan(3);
  }

  @Test
  void blamesNoCodeWithoutABlock() throws InterruptedException {
    NegativeTrials.Result traffic = NegativeTrials.TRAFFIC.run(3);
    NegativeTrials.Result idle = NegativeTrials.IDLE.run(2);

    assertThat(traffic.blamed()).as(traffic.blocks().toString()).isLessThanOrEqualTo(1);
    assertThat(idle.blocks()).isEmpty();
  }

  @Test
  void showsTheLagThatARandomArrivalMeets()
      throws IOException, InterruptedException, ExecutionException {
    List<LagTruth.Reading> readings = new LagTruth().run(300, 1000, 4);

    assertThat(readings).allMatch(LagTruth.Reading::isWithinOneBucket);
  }

  private static boolean isLongAndBlamed(TrialOutcome one) {
    return one.truthMs() >= 100 && one.isCulpritDue();
  }
}
