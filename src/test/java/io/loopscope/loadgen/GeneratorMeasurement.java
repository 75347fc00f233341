package io.loopscope.loadgen;

import io.loopscope.eventloop.Loops;
import io.loopscope.eventloop.Transport;
import java.time.Duration;
import java.util.Locale;

/**
 * Prints what the generator and {@link NaiveClient} see of a service that runs elsewhere, in turn.
 * Arguments: the service's URL, the rate (1000/s by default), the rounds (3 by default).
 */
final class GeneratorMeasurement {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration DURATION = Duration.ofSeconds(10);

  private GeneratorMeasurement() {}

  static void main(String[] arguments) {
    String url = arguments[0];
    int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (LoadGenerator generator = new LoadGenerator(new Loops(), 2, Transport.AUTO)) {
      for (int round = 0; round < rounds; round++) {
        measure(generator, url, perSecond, new Connections.Pool(64));
        NaiveClient naive = NaiveClient.run(url + "/api/ping", perSecond, WARM_UP, DURATION);
        print("independent", naive.millisAt(50), naive.millisAt(90), naive.millisAt(99), "");
        measure(generator, url, perSecond, new Connections.Fresh());
      }
    }
  }

  private static void measure(
      LoadGenerator generator, String url, int perSecond, Connections connections) {
    Load.Stream ping = new Load.Stream("ping", "/api/ping", new Model.Open(perSecond));
    Measured measured =
        generator.run(new Load(url, WARM_UP, DURATION, ping.over(connections))).block();
    if (measured == null) {
      throw new IllegalStateException("no result");
    }
    Measured.Stream seen = measured.stream("ping");
    print(
        connections.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        seen.latency().p50(),
        seen.latency().p90(),
        seen.latency().p99(),
        "sent %d, late %d (%.2f %%), paused %.0f ms, failed %s %s"
            .formatted(
                seen.sent(),
                seen.late(),
                100.0 * seen.late() / seen.sent(),
                measured.health().pausedMs(),
                seen.failed(),
                measured.health().invalidBecause()));
  }

  private static void print(String name, double p50, double p90, double p99, String more) {
    System.out.printf(
        Locale.ROOT, "%-12s p50 %.2f  p90 %.2f  p99 %.2f ms  %s%n", name, p50, p90, p99, more);
  }
}
