package io.loopscope.eventloop.export;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockFixtures;
import io.loopscope.eventloop.Cause;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BlockLogTests {
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(BlockLog.class);
  private long now;
  private final BlockLog log = new BlockLog(() -> now);

  @BeforeEach
  void listen() {
    written.start();
    logger.addAppender(written);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(written);
    logger.setAdditive(true);
  }

  @Test
  void warnsOfACulpritWithSentenceAdviceAndStack() {
    log.onBlock(BlockFixtures.finished(7, "Primes.count", 812));

    assertThat(written.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    assertThat(lines())
        .containsExactly(
            """
            Block #7: loop http-0 blocked 812 ms by GET /api/cpu/{workload}, 97 % on CPU, \
            in Primes.count; 37 connections waited. Move it off the loop.
            \t7 of 8 samples
            \tat Primes.count(X.java:1)\
            """);
  }

  @Test
  void warnsAgainOnlyAtCountsThatDouble() {
    for (int i = 1; i <= 100; i++) {
      block("Primes.count");
    }

    assertThat(lines()).hasSize(7);
    assertThat(lines().subList(1, 7))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("[block 2 of this culprit, suppressed 0 since]"),
            line -> assertThat(line).endsWith("[block 4 of this culprit, suppressed 1 since]"),
            line -> assertThat(line).endsWith("[block 8 of this culprit, suppressed 3 since]"),
            line -> assertThat(line).endsWith("[block 16 of this culprit, suppressed 7 since]"),
            line -> assertThat(line).endsWith("[block 32 of this culprit, suppressed 15 since]"),
            line -> assertThat(line).endsWith("[block 64 of this culprit, suppressed 31 since]"));
  }

  @Test
  void doesNotRepeatTheStack() {
    block("Primes.count");
    block("Primes.count");

    assertThat(lines().get(1)).doesNotContain("\n");
  }

  @Test
  void showsTheStackAsSoonAsOneWasSeen() {
    log.onBlock(withStack(List.of()));
    log.onBlock(withStack(List.of("at Primes.count(X.java:1)")));

    assertThat(lines().get(0)).doesNotContain("\n");
    assertThat(lines().get(1)).endsWith("\n\tat Primes.count(X.java:1)");
  }

  @Test
  void cutsALongStack() {
    log.onBlock(withStack(Collections.nCopies(50, "at X")));

    assertThat(lines().getFirst().lines()).hasSize(42).last().isEqualTo("\t... 10 more");
  }

  @Test
  void distinguishesCulpritsAndCauses() {
    log.onBlock(BlockFixtures.finished("Cache.get", Cause.CPU, 30));
    log.onBlock(BlockFixtures.finished("Cache.get", Cause.WAIT, 30));
    log.onBlock(BlockFixtures.finished("Cache.put", Cause.WAIT, 30));

    assertThat(lines()).hasSize(3);
  }

  @Test
  void writesAtMostFiveLinesAMinuteAndSaysHowManyItDidNot() {
    for (int i = 1; i <= 20; i++) {
      log.onBlock(BlockFixtures.finished("culprit" + i, 30));
    }
    assertThat(lines()).hasSize(5);

    pass(Duration.ofSeconds(60));
    log.onBlock(BlockFixtures.finished("another", 30));
    assertThat(lines()).hasSize(6);
    assertThat(lines().get(5)).contains("[suppressed 15 lines: 5 a minute are written]");
  }

  @Test
  void writesAtMostFiveLinesInAnyMinuteNotOnlyInThoseOfTheClock() {
    pass(Duration.ofSeconds(59));
    for (int i = 1; i <= 5; i++) {
      log.onBlock(BlockFixtures.finished("culprit" + i, 30));
    }
    pass(Duration.ofSeconds(30));
    log.onBlock(BlockFixtures.finished("another", 30));

    assertThat(lines()).hasSize(5);
  }

  @Test
  void makesUpForACulpritThatCameWhileNoLineWasLeft() {
    for (int i = 1; i <= 5; i++) {
      log.onBlock(BlockFixtures.finished("culprit" + i, 30));
    }
    log.onBlock(BlockFixtures.finished("unlucky", 30));
    log.onBlock(BlockFixtures.finished("unlucky", 30));
    pass(Duration.ofMinutes(1));
    log.onBlock(BlockFixtures.finished("unlucky", 30));

    assertThat(lines().getLast())
        .contains("[block 3 of this culprit, suppressed 2 since]")
        .contains("\n\tat unlucky");
  }

  @Test
  void doesNotMentionAnOngoingBlockOfLessThanASecond() {
    log.onBlock(BlockFixtures.ongoing(1, "Primes.count", 25));
    log.onBlock(BlockFixtures.ongoing(1, "Primes.count", 800));

    assertThat(lines()).isEmpty();
  }

  @Test
  void followsAnOngoingBlockToItsEnd() {
    log.onBlock(BlockFixtures.ongoing(1, "Primes.count", 1_600));
    log.onBlock(BlockFixtures.ongoing(1, "Primes.count", 3_200));
    log.onBlock(BlockFixtures.finished(1, "Primes.count", 3_300));

    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Block #1, still going on: ").contains("1.60 s"),
            line -> assertThat(line).startsWith("Block #1, still going on: ").contains("3.20 s"),
            line -> assertThat(line).startsWith("Block #1: ").contains("3.30 s"));
  }

  @Test
  void doesNotReportTheSameLongBlockOfACulpritEachTime() {
    for (int i = 1; i <= 100; i++) {
      log.onBlock(BlockFixtures.ongoing(i, "Primes.count", 1_600));
      log.onBlock(BlockFixtures.finished(i, "Primes.count", 2_000));
      pass(Duration.ofMinutes(1));
    }

    assertThat(lines()).hasSize(14); // an ongoing and a finished one at 1, 2, 4 ... 64
  }

  @Test
  void reportsABlockThatLastsTwiceAsLongAsAnyBefore() {
    for (int i = 1; i <= 3; i++) {
      log.onBlock(BlockFixtures.ongoing(i, "Primes.count", 1_600));
      log.onBlock(BlockFixtures.finished(i, "Primes.count", 2_000));
    }
    pass(Duration.ofMinutes(1));
    written.list.clear();
    log.onBlock(BlockFixtures.finished(4, "Primes.count", 1_500)); // the 4th
    log.onBlock(BlockFixtures.ongoing(6, "Primes.count", 3_200)); // the 5th, not twice 2 s
    log.onBlock(BlockFixtures.ongoing(6, "Primes.count", 6_400));
    log.onBlock(BlockFixtures.finished(6, "Primes.count", 6_500));

    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Block #4: "),
            line -> assertThat(line).startsWith("Block #6, still going on: ").contains("6.40 s"),
            line -> assertThat(line).startsWith("Block #6: ").contains("6.50 s"));
  }

  @Test
  void remembersABoundedNumberOfCulprits() {
    for (int i = 0; i < 10_000; i++) {
      log.onBlock(BlockFixtures.finished("culprit" + i, 30));
    }
    pass(Duration.ofMinutes(1));
    log.onBlock(BlockFixtures.finished("culprit0", 30));

    assertThat(lines().getLast()).contains("in culprit0").doesNotContain("of this culprit");
  }

  private void block(String culprit) {
    log.onBlock(BlockFixtures.finished(culprit, 30));
    pass(Duration.ofMinutes(1));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Block withStack(List<String> stack) {
    return BlockFixtures.withStack(BlockFixtures.finished("Primes.count", 30), stack);
  }
}
