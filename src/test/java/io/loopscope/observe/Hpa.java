package io.loopscope.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The arithmetic of Kubernetes' horizontal pod autoscaler for one metric that is averaged over
 * pods: the ratio, the tolerance, the stabilization windows and the policies of autoscaling/v2.
 *
 * <p>Left out: pods that are not ready yet or have no metric. Every pod asked for is there at the
 * next look.
 */
final class Hpa {
  static final int SYNC_SECONDS = 15;
  private static final double TOLERANCE = 0.1;

  private final Bounds bounds;
  private final double target;
  private final List<Recommendation> recommendations = new ArrayList<>();
  private final List<Recommendation> changes = new ArrayList<>();
  private int replicas;

  Hpa(Bounds bounds, double target, int replicas) {
    this.bounds = bounds;
    this.target = target;
    this.replicas = replicas;
  }

  int replicas() {
    return replicas;
  }

  /**
   * Looks once.
   *
   * @param second when
   * @param average of the metric over the pods there are
   * @return how many pods there are from now on
   */
  int look(int second, double average) {
    int desired = stabilized(second, clamp(recommended(average / target)));
    int bounded = desired > replicas ? limitedUp(second, desired) : limitedDown(second, desired);
    int next = clamp(bounded);
    if (next != replicas) {
      changes.add(new Recommendation(second, next - replicas));
    }
    replicas = next;
    return replicas;
  }

  private int recommended(double ratio) {
    return Math.abs(1 - ratio) <= TOLERANCE ? replicas : (int) Math.ceil(replicas * ratio);
  }

  /** Up only to the least that was wanted lately, down only to the most. */
  private int stabilized(int second, int recommended) {
    int least = recent(second, bounds.up(), recommended, Math::min);
    int most = recent(second, bounds.down(), recommended, Math::max);
    recommendations.add(new Recommendation(second, recommended));
    return Math.min(Math.max(replicas, least), most);
  }

  private int recent(int second, Direction way, int recommended, IntBinaryOperator choose) {
    return recommendations.stream()
        .filter(it -> it.second() > second - way.stabilizationSeconds())
        .mapToInt(Recommendation::replicas)
        .reduce(recommended, choose);
  }

  private int limitedUp(int second, int desired) {
    int limit =
        bounds.up().policies().stream()
            .mapToInt(it -> it.above(replicas - changed(second, it.seconds())))
            .max()
            .orElse(desired);
    return Math.max(replicas, Math.min(desired, limit));
  }

  private int limitedDown(int second, int desired) {
    int limit =
        bounds.down().policies().stream()
            .mapToInt(it -> it.below(replicas - changed(second, it.seconds())))
            .min()
            .orElse(desired);
    return Math.min(replicas, Math.max(desired, limit));
  }

  private int changed(int second, int period) {
    return changes.stream()
        .filter(it -> it.second() > second - period)
        .mapToInt(Recommendation::replicas)
        .sum();
  }

  private int clamp(int wanted) {
    return Math.clamp(wanted, bounds.min(), bounds.max());
  }

  private record Recommendation(int second, int replicas) {}

  /** How few and how many pods, and how fast from one to the other. */
  record Bounds(int min, int max, Direction up, Direction down) {}

  /** One way to scale: of several policies the one that allows most counts. */
  record Direction(int stabilizationSeconds, List<Policy> policies) {}

  /**
   * How much may change in a time.
   *
   * @param percent whether the value is a share of the pods, not a number of them
   */
  record Policy(boolean percent, int value, int seconds) {
    int above(int replicas) {
      return percent ? (int) Math.ceil(replicas * (1 + value / 100.0)) : replicas + value;
    }

    int below(int replicas) {
      return percent ? (int) (replicas * (1 - value / 100.0)) : replicas - value;
    }
  }
}
