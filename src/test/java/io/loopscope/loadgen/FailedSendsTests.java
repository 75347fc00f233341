package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedSendsTests extends AgainstATarget {
  @Test
  void countsAnswersOfAnotherStatusByStatus() {
    Measured.Stream errors = run(load(0, 500, open("errors", "/error", 20))).stream("errors");

    assertThat(errors.failed()).isEqualTo(Map.of("status-503", 10L));
    assertThat(errors.completed()).isZero();
    assertThat(errors.achievedPerSecond()).isZero();
    assertThat(errors.latency().count()).isZero();
  }

  @Test
  void takesAnErrorForSuccessIfItIsWhatWasAskedFor() {
    Load.Stream stream =
        new Load.Stream(
            "errors",
            "GET",
            "/error",
            new Model.Open(20),
            new Connections.Fresh(),
            Duration.ofSeconds(5),
            503,
            100);

    assertThat(run(load(0, 500, stream)).stream("errors").completed()).isEqualTo(10);
  }

  @Test
  void countsATimeoutAsTheTimeAfterWhichItWasGivenUp() {
    Measured.Stream never =
        run(load(0, 500, open("never", "/never", 20).within(Duration.ofMillis(300)))).stream(
            "never");

    assertThat(never.failed()).isEqualTo(Map.of("timeout", 10L));
    assertThat(never.latency().count()).isEqualTo(10);
    assertThat(never.latency().p50()).isGreaterThanOrEqualTo(299);
    assertAccountedFor(never);
  }

  @Test
  void givesUpWhatWaitsForAConnectionToo() {
    Measured.Stream never =
        run(load(0, 500, pooled("never", "/never", 20, 1).within(Duration.ofMillis(300)))).stream(
            "never");

    assertThat(never.failed()).isEqualTo(Map.of("timeout", 10L));
    assertThat(never.blocked()).isPositive();
    assertAccountedFor(never);
  }

  @Test
  void countsConnectionsThatAreReset() {
    Measured.Stream reset = run(load(0, 500, open("reset", "/reset", 20))).stream("reset");

    assertThat(reset.failed()).isEqualTo(Map.of("reset", 10L));
    assertThat(reset.latency().count()).isZero();
  }

  @Test
  void countsConnectionsThatAreRefused() throws IOException {
    Load nobody =
        new Load(
            "http://127.0.0.1:" + freePort(),
            Duration.ZERO,
            Duration.ofMillis(500),
            open("open", "/", 20),
            new Load.Stream("user", "/", new Model.Closed(1, Duration.ZERO, null)));

    Measured measured = run(nobody);

    assertThat(measured.stream("open").failed()).isEqualTo(Map.of("connect", 10L));
    assertThat(measured.stream("user").failed()).containsOnlyKeys("connect");
    assertThat(measured.stream("user").planned()).isLessThanOrEqualTo(6); // 100 ms between two
  }

  @Test
  void dropsWhatWouldBeTooMuchInFlight() {
    Measured measured =
        run(load(0, 500, open("never", "/never", 40).within(Duration.ofSeconds(2)).atMost(5)));

    Measured.Stream never = measured.stream("never");
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
