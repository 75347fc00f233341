package io.loopscope.accuracy;

import io.loopscope.BenchmarkMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * Prints how accurate the monitor is, in Markdown. Not part of the build; takes about 40 minutes on
 * a machine that should have nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=MonitorAccuracyTable</pre>
 *
 * <p>Add {@code -Dloopscope.accuracy.each=3 -Dloopscope.accuracy.negatives=5} (seconds of each) for
 * less.
 */
class MonitorAccuracyTable {
  private static final int[] MILLIS = {25, 50, 100, 250, 1000};
  private static final int EACH = Integer.getInteger("loopscope.accuracy.each", 20);
  private static final int SECONDS = Integer.getInteger("loopscope.accuracy.negatives", 150);

  @Test
  void printInjections() throws IOException, InterruptedException {
    System.out.printf("%n## Injected blocks, %d of each%n%n", EACH);
    System.out.println(BenchmarkMachine.now());
    AccuracyTables tables = new AccuracyTables(BlockTrials.ofEveryKind(EACH, MILLIS));
    System.out.printf(
        "%n%s%n%s%n%s%n", tables.byDuration(), tables.confusion(), tables.byInjection());
    System.out.printf("Not as expected:%n```%n%s%n```%n", tables.wrong());
    System.out.println("Blocks that were not injected:");
    System.out.printf(
        "```%n%s%n```%n%s%n", String.join("\n", tables.others()), BenchmarkMachine.now());
  }

  @Test
  void printNegatives() throws IOException, InterruptedException {
    System.out.printf("%n## No blocks%n%n%s%n%n", BenchmarkMachine.now());
    System.out.println("| load | seconds | reported | blamed on cpu or wait | noise max ms |");
    System.out.println("|---|--:|---|--:|--:|");
    List<NegativeTrials.Result> results = new ArrayList<>();
    for (NegativeTrials negative : NegativeTrials.values()) {
      results.add(negative.run(SECONDS));
    }
    results.add(NegativeJvm.run(Surroundings.ONE_CORE, NegativeTrials.TRAFFIC, SECONDS));
    for (NegativeTrials.Result result : results) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %d | %.1f |%n",
          result.title(),
          result.seconds(),
          result.byCause().isEmpty() ? "nothing" : result.byCause(),
          result.blamed(),
          result.noiseMs());
    }
    results.forEach(result -> result.blocks().forEach(one -> System.out.println(one.sentence())));
    System.out.println(BenchmarkMachine.now());
  }

  @Test
  void printLag() throws IOException, InterruptedException, ExecutionException {
    System.out.printf("%n## The lag histogram against the truth%n%n");
    System.out.println("| schedule | quantile | truth ms | histogram says | within one bucket |");
    System.out.println("|---|---|--:|--:|---|");
    for (int[] schedule : new int[][] {{300, 1000}, {60, 2000}, {15, 100}}) {
      for (LagTruth.Reading reading : new LagTruth().run(schedule[0], schedule[1], 30)) {
        System.out.printf(
            Locale.ROOT,
            "| %d ms every %d ms | %s | %.1f | %s | %s |%n",
            schedule[0],
            schedule[1],
            reading.quantile(),
            reading.truthMs(),
            reading.shown(),
            reading.isWithinOneBucket() ? "yes" : "NO");
      }
    }
  }
}
