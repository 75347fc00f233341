package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstUseCounterTests {
  private final FirstUseCounter counter = new FirstUseCounter();

  @Test
  void saysFromTheThirdBlockOnThatItIsNotTheFirstUse() {
    assertThat(count("Views.render")).isEmpty();
    assertThat(count("Views.render")).isEmpty();
    assertThat(count("Views.render")).startsWith("This is block 3 in which this method loads");
    assertThat(count("Views.render")).startsWith("This is block 4 in which");
  }

  @Test
  void doesNotCountABlockBeforeItsEnd() {
    for (int i = 0; i < 10; i++) {
      assertThat(counter.counted(ComputationProblems.CLASS_LOADING, "Views.render", false))
          .isEmpty();
    }
  }

  @Test
  void tellsCulpritsApart() {
    count("Views.render");
    count("Views.render");

    assertThat(count("Orders.load")).isEmpty();
    assertThat(count(null)).isEmpty();
  }

  @Test
  void saysNothingOfProblemsThatComeAsOftenAsTheyLike() {
    WellKnownProblem console = LocalWaitProblems.CONSOLE;
    for (int i = 0; i < 5; i++) {
      assertThat(counter.counted(console, "Orders.load", true)).isEmpty();
    }
  }

  @Test
  void forgetsTheCulpritSeenLongestAgo() {
    count("first");
    count("first");
    for (int i = 0; i < 64; i++) {
      count("culprit" + i);
    }

    assertThat(count("first")).isEmpty();
  }

  private String count(String culprit) {
    return counter.counted(ComputationProblems.CLASS_LOADING, culprit, true);
  }
}
