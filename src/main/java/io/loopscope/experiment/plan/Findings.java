package io.loopscope.experiment.plan;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.RoundReport;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The results of all arms, in the order of the plan. */
public record Findings(List<ArmReport> arms) {
  public Findings {
    arms = List.copyOf(arms);
  }

  /** The arm of that name. */
  public ArmReport arm(String name) {
    return arms.stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no arm of this name: " + name));
  }

  /** The arms with these facts among their own. */
  public List<ArmReport> with(Facts facts) {
    return arms.stream().filter(arm -> arm.facts().include(facts)).toList();
  }

  /** The arms with this value of a fact. */
  public <T> List<ArmReport> with(Fact<T> fact, T value) {
    return with(Facts.of(fact, value));
  }

  /**
   * The difference of two arms in a figure of each round.
   *
   * @param ratio median of the one divided by the median of the other
   * @param clear whether all rounds of the one lie on the same side of all rounds of the other, and
   *     the medians are at least a tenth apart: otherwise the rounds of one arm differ as much as
   *     the arms do
   */
  public record Difference(double ratio, boolean clear) {
    private static final double LEAST = 1.1;

    public static Difference of(
        ArmReport one, ArmReport other, ToDoubleFunction<RoundReport> value) {
      double[] ones = one.rounds().stream().mapToDouble(value).sorted().toArray();
      double[] others = other.rounds().stream().mapToDouble(value).sorted().toArray();
      double ratio = median(ones) / median(others);
      boolean apart = ones[0] > last(others) || last(ones) < others[0];
      return new Difference(ratio, apart && Math.max(ratio, 1 / ratio) >= LEAST);
    }

    private static double last(double[] sorted) {
      return sorted[sorted.length - 1];
    }

    private static double median(double[] sorted) {
      return DoubleStream.of(sorted[(sorted.length - 1) / 2], sorted[sorted.length / 2])
          .average()
          .orElse(Double.NaN);
    }
  }
}
