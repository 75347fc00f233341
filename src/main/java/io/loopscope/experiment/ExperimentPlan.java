package io.loopscope.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which arms, how often, how long.
 *
 * @param rounds how often every arm has its turn
 * @param settling how long the first round of an arm warms up, until its code is compiled
 * @param warmUp how long later rounds warm up, until its lines are as long as they get
 * @param measuring how long what is sent counts, in each round
 */
public record ExperimentPlan(
    List<Arm> arms, int rounds, Duration settling, Duration warmUp, Duration measuring) {
  /** What a turn takes besides: connections, the last answers, the way to the generator. */
  private static final Duration BETWEEN = Duration.ofMillis(1_100);

  public ExperimentPlan {
    arms = List.copyOf(arms);
    if (arms.stream().map(Arm::name).distinct().count() < arms.size()) {
      throw new IllegalArgumentException("two arms of the same name");
    }
  }

  /** In the order they are taken: back and forth, so that no arm is always the one that is late. */
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
  public boolean starves() {
    return arms.stream().anyMatch(Arm::starves);
  }

  /** How long all turns take if none has to be repeated. */
  public Duration estimate() {
    return turns().stream().map(Turn::estimate).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * An arm's turn in one round.
   *
   * @param round from 1
   */
  public record Turn(Arm arm, int round, Duration warmUp, Duration measuring) {
    public Duration estimate() {
      return warmUp.plus(measuring).plus(BETWEEN);
    }
  }
}
