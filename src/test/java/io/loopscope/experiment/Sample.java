package io.loopscope.experiment;

import io.loopscope.eventloop.Cause;
import io.loopscope.host.Host;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A report for tests. */
final class Sample {
  private Sample() {}

  /** One that began in the given minute. */
  static Report report(int minute) {
    Instant startedAt = Instant.parse("2026-01-31T12:%02d:00Z".formatted(minute));
    return new Report(
        Ids.of(startedAt, "starvation"),
        "starvation",
        Preset.QUICK,
        State.FINISHED,
        startedAt,
        startedAt.plusSeconds(41),
        1,
        0,
        null,
        "What happens?",
        "The bystander waits.",
        "nothing much",
        true,
        List.of(),
        "it waits 812 ms",
        Outcome.CONFIRMED,
        List.of("event-loop: clients waited. Take it off the loop."),
        List.of("parallel, round 1: 3.0 % of sends were late by more than 10 ms"),
        List.of("load from a child process"),
        List.of(
            Reported.arm("event-loop")
                .fact("on", "event-loop")
                .rate(2.5, 2.25)
                .work(Reported.of(400, 1_200))
                .bystander(Reported.of(3, 812))
                .server(Reported.all(4))
                .lag(Reported.of(0, 700))
                .blocks(Cause.CPU, 20)
                .error("timeout", 2)
                .report(),
            Reported.arm("parallel").fact("on", "parallel").bystander(Reported.of(2, 9)).report()),
        new Environment(
            new Host("Some CPU", 2, null, 4_096, "Linux 6 amd64"),
            "A JVM 25, somebody",
            List.of("G1 Young Generation"),
            List.of("-Xmx1g"),
            1_024,
            "epoll",
            Map.of("http", 4L, "console", 2L),
            Map.of("parallel", "2 threads, at most 1000 waiting or running"),
            Map.of("loopscope", "1.0"),
            "a child process",
            Map.of("primes", 0.99)),
        null);
  }

  /** One that is not to be believed. */
  static Report doubtful(String reason) {
    Report sound = report(1);
    return new Report(
        sound.id(),
        sound.kind(),
        sound.preset(),
        sound.state(),
        sound.startedAt(),
        sound.endedAt(),
        1,
        0,
        null,
        sound.question(),
        sound.expectation(),
        null,
        false,
        List.of(reason),
        "INVALID: " + sound.verdict(),
        null,
        List.of(),
        List.of(),
        List.of(),
        sound.arms(),
        sound.environment(),
        null);
  }

  /** One that has only begun. */
  static Report running(int minute) {
    Report ended = report(minute);
    return new Report(
        ended.id(),
        ended.kind(),
        ended.preset(),
        State.RUNNING,
        ended.startedAt(),
        null,
        0,
        20,
        "event-loop, round 1",
        ended.question(),
        ended.expectation(),
        null,
        true,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
