package io.loopscope;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what the JMH benchmarks of this source folder measure, in Markdown. Not part of the build;
 * needs a machine that has nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=JmhTable</pre>
 *
 * <p>Add {@code -Dloopscope.jmh=ClockHook} for those benchmarks whose names match this expression.
 */
class JmhTable {
  private static final String CHOSEN = System.getProperty("loopscope.jmh", ".*");
  private static final int FORKS = Integer.getInteger("loopscope.jmh.forks", 2);

  @Test
  void print() throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(CHOSEN).addProfiler(GCProfiler.class).forks(FORKS);
    options.verbosity(VerboseMode.SILENT);
    System.out.printf("%n## JMH%n%n%s%n%n", BenchmarkMachine.now());
    System.out.println("| | ns | B allocated |\n|---|--:|--:|");
    for (RunResult result : new Runner(options.build()).run()) {
      System.out.println(row(result));
    }
  }

  private static String row(RunResult result) {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f ± %.2f | %.3f |",
        result.getPrimaryResult().getLabel(),
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }
}
