package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedSendsTests extends TargetTest {
  @Test
  void countsAnswersOfAnotherStatusByStatus() {
    LoadResult.Stream errors = run(load(0, 250, open("errors", "/error", 40))).stream("errors");

    assertThat(errors.failed()).isEqualTo(Map.of("status-503", 10L));
    assertThat(errors.completed()).isZero();
    assertThat(errors.achievedPerSecond()).isZero();
    assertThat(errors.latency().count()).isZero();
  }

  @Test
  void takesAnErrorForSuccessIfItIsWhatWasAskedFor() {
    LoadPlan.Stream stream =
        new LoadPlan.Stream(
            "errors",
            "GET",
            "/error",
            new LoadModel.Open(40),
            new ConnectionPolicy.Fresh(),
            Duration.ofSeconds(5),
            503,
            100);

    assertThat(run(load(0, 250, stream)).stream("errors").completed()).isEqualTo(10);
  }

  @Test
  void countsATimeoutAsTheTimeAfterWhichItWasGivenUp() {
    LoadResult.Stream never =
        run(load(0, 250, open("never", "/never", 40).within(Duration.ofMillis(300)))).stream(
            "never");

    assertThat(never.failed()).isEqualTo(Map.of("timeout", 10L));
    assertThat(never.latency().count()).isEqualTo(10);
    assertThat(never.latency().p50()).isGreaterThanOrEqualTo(299);
    assertAccountedFor(never);
  }

  @Test
  void givesUpWhatWaitsForAConnectionToo() {
    LoadResult.Stream never =
        run(load(0, 250, pooled("never", "/never", 40, 1).within(Duration.ofMillis(300)))).stream(
            "never");

    assertThat(never.failed()).isEqualTo(Map.of("timeout", 10L));
    assertThat(never.blocked()).isPositive();
    assertAccountedFor(never);
  }

  @Test
  void countsConnectionsThatAreReset() {
    LoadResult.Stream reset = run(load(0, 250, open("reset", "/reset", 40))).stream("reset");

    assertThat(reset.failed()).isEqualTo(Map.of("reset", 10L));
    assertThat(reset.latency().count()).isZero();
  }

  @Test
  void countsConnectionsThatAreRefused() throws IOException {
    LoadPlan unreachable =
        new LoadPlan(
            "http://127.0.0.1:" + freePort(),
            Duration.ZERO,
            Duration.ofMillis(500),
            open("open", "/", 20),
            new LoadPlan.Stream("user", "/", new LoadModel.Closed(1, Duration.ZERO, null)));

    LoadResult measured = run(unreachable);

    assertThat(measured.stream("open").failed()).isEqualTo(Map.of("connect", 10L));
    assertThat(measured.stream("user").failed()).containsOnlyKeys("connect");
    assertThat(measured.stream("user").planned()).isLessThanOrEqualTo(6); // 100 ms between two
  }

  @Test
  void dropsWhatWouldBeTooMuchInFlight() {
    LoadResult measured =
        run(load(0, 250, open("never", "/never", 80).within(Duration.ofSeconds(1)).atMost(5)));

    LoadResult.Stream never = measured.stream("never");
    assertThat(never.planned()).isEqualTo(20);
    assertThat(never.dropped()).isEqualTo(15);
    assertThat(never.failed()).isEqualTo(Map.of("timeout", 5L));
    assertThat(measured.health().invalidBecause())
        .contains("never: 75.0 % of planned sends were dropped, too many were in flight");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
