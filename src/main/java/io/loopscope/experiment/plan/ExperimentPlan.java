package io.loopscope.experiment.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The arms of an experiment, and how often and how long each is measured.
 *
 * @param rounds turns of each arm
 * @param settling warm-up of an arm's first round, in which its code is compiled
 * @param warmUp warm-up of later rounds, in which its queues reach their length
 * @param measuring the measured time of each round
 */
public record ExperimentPlan(
    List<Arm> arms, int rounds, Duration settling, Duration warmUp, Duration measuring) {
  /** Overhead of a turn: connections, the last answers, the way to the generator. */
  private static final Duration OVERHEAD = Duration.ofMillis(1_100);

  public ExperimentPlan {
    arms = List.copyOf(arms);
    if (arms.stream().map(Arm::name).distinct().count() < arms.size()) {
      throw new IllegalArgumentException("two arms of the same name");
    }
  }

  /** The turns in their order: back and forth, so that no arm is always the last one. */
  public List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Arm> order = round % 2 == 1 ? arms : arms.reversed();
      for (Arm arm : order) {
        turns.add(new Turn(arm, round, round == 1 ? settling : warmUp, measuring));
      }
    }
    return turns;
  }

  /** Whether it blocks event loops on purpose. */
  public boolean blocksLoops() {
    return arms.stream().anyMatch(Arm::blocksLoops);
  }

  /** The time of all turns if none has to be repeated. */
  public Duration estimate() {
    return turns().stream().map(Turn::estimate).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * One round of one arm.
   *
   * @param round from 1
   */
  public record Turn(Arm arm, int round, Duration warmUp, Duration measuring) {
    public Duration estimate() {
      return warmUp.plus(measuring).plus(OVERHEAD);
    }
  }
}
