package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LoadGeneratorTests extends TargetTest {
  @Test
  void sendsAtTheRateAndAccountsForEverything() {
    LoadResult measured = run(load(200, 500, open("ping", "/ping", 200)));

    LoadResult.Stream ping = measured.stream("ping");
    assertThat(ping.planned()).isEqualTo(100);
    assertThat(ping.sent()).isEqualTo(100);
    assertThat(ping.completed()).isEqualTo(100);
    assertThat(ping.dropped()).isZero();
    assertThat(ping.failed()).isEmpty();
    assertThat(ping.latency().count()).isEqualTo(100);
    assertThat(ping.service().count()).isEqualTo(100);
    assertThat(ping.offeredPerSecond()).isEqualTo(200);
    assertThat(ping.warmUp().mediansMs()).hasSize(4);
    assertThat(target.requests()).isEqualTo(140);
  }

  @Test
  void leavesNoConnectionOpen() {
    run(load(0, 500, open("fresh", "/ping", 50), pooled("pool", "/ping", 50, 4)));

    assertThat(ownConnections()).isZero();
    await().until(() -> target.connections() == 0);
  }

  @Test
  void opensAllConnectionsOfAPoolInTurn() {
    Mono<LoadResult> run = generator.run(load(0, 1_500, pooled("pool", "/ping", 50, 8)));
    run.toFuture();

    await().until(() -> target.connections() == 8);
  }

  @Test
  void startsAtTheInstant() {
    Instant instant = Instant.now().plusMillis(700);
    long before = System.nanoTime();

    LoadResult measured = run(load(0, 100, open("ping", "/ping", 20)).startingAt(instant));

    assertThat(System.nanoTime() - before).isGreaterThan(790_000_000);
    assertThat(measured.startedAt()).isEqualTo(instant);
    assertThat(measured.stream("ping").planned()).isEqualTo(2);
  }

  /**
   * A stall of the server that an open stream meets 200 times a second and a single user once. With
   * 3 s to measure and 1.2 s of stall, the longest waits of the open stream are close to the stall,
   * and the user's one bad answer lies beyond its 99th percentile.
   */
  @Test
  void showsTheQueueOfAStalledServerWhichAClosedLoopHides() {
    warmUp();
    LoadModel.Closed user = new LoadModel.Closed(1, Duration.ofMillis(5), Duration.ofMillis(5));
    LoadPlan load =
        load(
            0,
            3_000,
            open("open", "/ping", 200),
            new LoadPlan.Stream("closed", "/ping", user).over(new ConnectionPolicy.Pool(1)));
    ServerStall stall = new ServerStall(Duration.ofMillis(700), Duration.ofMillis(1_200), target);

    LoadResult measured = run(load);

    double stallMs = stall.lengthMs();
    LoadResult.Stream open = measured.stream("open");
    LoadResult.Stream closed = measured.stream("closed");
    LatencyHistogram corrected = closed.corrected();
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
    LoadResult measured = run(load(0, 500, pooled("narrow", "/slow", 40, 1)));

    LoadResult.Stream narrow = measured.stream("narrow");
    assertThat(narrow.latency().p99()).isGreaterThan(2 * narrow.service().p50());
    assertThat(narrow.blocked()).isGreaterThan(10);
    assertThat(narrow.achievedPerSecond()).isLessThan(25);
    assertThat(narrow.offeredPerSecond()).isEqualTo(40);
    assertThat(measured.health().invalidBecause())
        .anyMatch(reason -> reason.matches("narrow: .* % of sends waited .* for a connection"));
  }

  @Test
  void asksWithAsManyUsersAsThereAre() {
    LoadResult measured =
        run(
            load(
                0,
                500,
                new LoadPlan.Stream(
                    "users", "/slow", new LoadModel.Closed(3, Duration.ZERO, null))));

    LoadResult.Stream users = measured.stream("users");
    assertThat(users.planned()).isBetween(3L, 30L); // 3 users, 50 ms an answer, 0.5 s
    assertThat(users.corrected()).isNull();
    assertAccountedFor(users);
  }

  @Test
  void declaresItsOwnLatenessInvalid() {
    Mono<LoadResult> run = generator.run(load(0, 1_000, open("ping", "/ping", 100))).cache();
    run.toFuture();
    await().until(() -> target.requests() > 10);

    List<HeldLoop> held = loops.group("loadgen").stream().map(HeldLoop::of).toList();
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    held.forEach(HeldLoop::close);

    LoadResult measured = run.block(Duration.ofSeconds(30));
    assertThat(measured).isNotNull();
    assertThat(measured.stream("ping").late()).isGreaterThan(10);
    assertThat(measured.health().valid()).isFalse();
    assertThat(measured.health().invalidBecause())
        .anyMatch(reason -> reason.matches("ping: .* % of sends were late by more than 10 ms"));
  }

  @Test
  void sendsTheSharesOfOneLoadFromSeveralGenerators() {
    LoadPlan load =
        load(0, 1_000, open("ping", "/ping", 99)).startingAt(Instant.now().plusMillis(300));
    try (LoadGenerator other = new LoadGenerator(loops, 1, Transport.AUTO)) {
      List<LoadResult> parts =
          Mono.zip(
                  generator.run(load.share(0, 2)),
                  other.run(load.share(1, 2)),
                  (one, two) -> List.of(one, two))
              .block(Duration.ofSeconds(30));

      assertThat(parts).isNotNull();
      LoadResult.Stream merged = LoadResult.merge(parts).stream("ping");
      assertThat(parts).extracting(it -> it.stream("ping").planned()).containsExactly(50L, 49L);
      assertThat(merged.planned()).isEqualTo(99);
      assertThat(merged.latency().count()).isEqualTo(99);
      assertThat(merged.offeredPerSecond()).isEqualTo(99);
    }
  }
}
