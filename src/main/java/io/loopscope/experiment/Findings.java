package io.loopscope.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What was measured of every arm, in the order of the plan. */
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
  public List<ArmReport> with(Map<String, String> facts) {
    return arms.stream()
        .filter(arm -> arm.facts().entrySet().containsAll(facts.entrySet()))
        .toList();
  }

  /**
   * How one arm differs from another in a value of each round.
   *
   * @param ratio median of the one by median of the other
   * @param clear whether every round of the one lies on the same side of every round of the other,
   *     and at least a tenth apart: otherwise rounds of one arm differ as much as the arms do
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
