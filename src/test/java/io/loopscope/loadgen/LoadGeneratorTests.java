package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.Held;
import io.loopscope.eventloop.Transport;
import io.loopscope.latency.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LoadGeneratorTests extends AgainstATarget {
  @Test
  void sendsAtTheRateAndAccountsForEverything() {
    Measured measured = run(load(500, 1_000, open("ping", "/ping", 200)));

    Measured.Stream ping = measured.stream("ping");
    assertThat(ping.planned()).isEqualTo(200);
    assertThat(ping.sent()).isEqualTo(200);
    assertThat(ping.completed()).isEqualTo(200);
    assertThat(ping.dropped()).isZero();
    assertThat(ping.failed()).isEmpty();
    assertThat(ping.latency().count()).isEqualTo(200);
    assertThat(ping.service().count()).isEqualTo(200);
    assertThat(ping.offeredPerSecond()).isEqualTo(200);
    assertThat(ping.warmUp().mediansMs()).hasSize(4);
    assertThat(target.requests()).isEqualTo(300);
  }

  @Test
  void leavesNoConnectionOpen() {
    run(load(0, 500, open("fresh", "/ping", 50), pooled("pool", "/ping", 50, 4)));

    assertThat(ownConnections()).isZero();
    await().until(() -> target.connections() == 0);
  }

  @Test
  void opensAllConnectionsOfAPoolInTurn() {
    Mono<Measured> run = generator.run(load(0, 1_500, pooled("pool", "/ping", 50, 8)));
    run.toFuture();

    await().until(() -> target.connections() == 8);
  }

  @Test
  void startsAtTheInstant() {
    Instant instant = Instant.now().plusMillis(700);
    long before = System.nanoTime();

    Measured measured = run(load(0, 100, open("ping", "/ping", 20)).startingAt(instant));

    assertThat(System.nanoTime() - before).isGreaterThan(790_000_000);
    assertThat(measured.startedAt()).isEqualTo(instant);
    assertThat(measured.stream("ping").planned()).isEqualTo(2);
  }

  /**
   * A stall of the server that an open stream meets 200 times a second and a single user once. With
   * 5 s to measure and 2 s of stall, the longest waits of the open stream are close to the stall,
   * and the user's one bad answer lies beyond its 99th percentile.
   */
  @Test
  void showsTheQueueOfAStalledServerWhichAClosedLoopHides() {
    warmUp();
    Model.Closed user = new Model.Closed(1, Duration.ofMillis(5), Duration.ofMillis(5));
    Load load =
        load(
            0,
            5_000,
            open("open", "/ping", 200),
            new Load.Stream("closed", "/ping", user).over(new Connections.Pool(1)));
    Stall stall = new Stall(Duration.ofMillis(1_200), Duration.ofSeconds(2), target);

    Measured measured = run(load);

    double stallMs = stall.lengthMs();
    Measured.Stream open = measured.stream("open");
    Measured.Stream closed = measured.stream("closed");
    Latencies corrected = closed.corrected();
    System.out.printf(
        "stall of %.0f ms: p99 open %.1f, closed %.1f (%.0f times too low), corrected %.1f ms%n",
        stallMs,
        open.latency().p99(),
        closed.latency().p99(),
        open.latency().p99() / closed.latency().p99(),
        corrected == null ? Double.NaN : corrected.p99());
    assertThat(open.latency().p99()).isBetween(0.8 * stallMs, 1.5 * stallMs + 500);
    assertThat(open.service().p99()).isBetween(0.8 * stallMs, 1.5 * stallMs + 500);
    assertThat(closed.latency().max()).isGreaterThan(0.8 * stallMs);
    assertThat(open.latency().p99()).isGreaterThan(5 * closed.latency().p99());
    assertThat(corrected).isNotNull();
    assertThat(corrected.p99()).isGreaterThan(5 * closed.latency().p99());
    assertAccountedFor(open);
    assertAccountedFor(closed);
  }

  @Test
  void countsTheTimeInAQueueForAConnectionAsLatencyNotAsService() {
    Measured measured = run(load(0, 1_000, pooled("narrow", "/slow", 40, 1)));

    Measured.Stream narrow = measured.stream("narrow");
    assertThat(narrow.latency().p99()).isGreaterThan(2 * narrow.service().p50());
    assertThat(narrow.blocked()).isGreaterThan(20);
    assertThat(narrow.achievedPerSecond()).isLessThan(25);
    assertThat(narrow.offeredPerSecond()).isEqualTo(40);
    assertThat(measured.health().invalidBecause())
        .anyMatch(reason -> reason.matches("narrow: .* % of sends waited .* for a connection"));
  }

  @Test
  void asksWithAsManyUsersAsThereAre() {
    Measured measured =
        run(
            load(
                0,
                1_000,
                new Load.Stream("users", "/slow", new Model.Closed(3, Duration.ZERO, null))));

    Measured.Stream users = measured.stream("users");
    assertThat(users.planned()).isBetween(3L, 60L); // 3 users, 50 ms an answer, 1 s
    assertThat(users.corrected()).isNull();
    assertAccountedFor(users);
  }

  @Test
  void declaresItsOwnLatenessInvalid() {
    Mono<Measured> run = generator.run(load(0, 1_000, open("ping", "/ping", 100))).cache();
    run.toFuture();
    await().until(() -> target.requests() > 10);

    List<Held> held = loops.group("loadgen").stream().map(Held::of).toList();
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    held.forEach(Held::close);

    Measured measured = run.block(Duration.ofSeconds(30));
    assertThat(measured).isNotNull();
    assertThat(measured.stream("ping").late()).isGreaterThan(10);
    assertThat(measured.health().valid()).isFalse();
    assertThat(measured.health().invalidBecause())
        .anyMatch(reason -> reason.matches("ping: .* % of sends were late by more than 10 ms"));
  }

  @Test
  void sendsTheSharesOfOneLoadFromSeveralGenerators() {
    Load load = load(0, 1_000, open("ping", "/ping", 99)).startingAt(Instant.now().plusMillis(300));
    try (LoadGenerator other = new LoadGenerator(loops, 1, Transport.AUTO)) {
      List<Measured> parts =
          Mono.zip(
                  generator.run(load.share(0, 2)),
                  other.run(load.share(1, 2)),
                  (one, two) -> List.of(one, two))
              .block(Duration.ofSeconds(30));

      assertThat(parts).isNotNull();
      Measured.Stream merged = Measured.merge(parts).stream("ping");
      assertThat(parts).extracting(it -> it.stream("ping").planned()).containsExactly(50L, 49L);
      assertThat(merged.planned()).isEqualTo(99);
      assertThat(merged.latency().count()).isEqualTo(99);
      assertThat(merged.offeredPerSecond()).isEqualTo(99);
    }
  }
}
