package io.loopscope.observe;

import io.loopscope.observe.HotLoop.Column;
import io.loopscope.observe.HotLoop.Moment;
import java.util.Locale;

/**
 * What autoscalers would have done about a recorded incident.
 *
 * <p>A recording cannot answer what it was not asked: when pods are added it is assumed that the
 * load of each falls in proportion, as the autoscaler itself assumes.
 */
final class Replay {
  private static final int PODS = 3;
  private static final double CPU_REQUEST = 2;

  private final HotLoop recording;

  Replay(HotLoop recording) {
    this.recording = recording;
  }

  /** The table of docs/autoscaling.md. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | time | one loop of four | CPU, cores (of the request) | busiest loop | arrivals over 100 ms | client p99 | server p99 | pods by CPU | pods by busiest loop | … if one pod of three is ill |
            |--:|---|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    Hpa cpu = hpa(Autoscaler.cpuTarget());
    Hpa loop = hpa(Autoscaler.loopTarget());
    Hpa ill = hpa(Autoscaler.loopTarget());
    for (Moment now : recording.moments()) {
      cpu.look(now.second(), spread(now, Column.CPU, cpu) / CPU_REQUEST);
      loop.look(now.second(), spread(now, Column.BUSIEST, loop));
      ill.look(now.second(), oneIll(now, ill));
      if (now.second() % 30 == 0) {
        table.append(row(now, cpu, loop, ill));
      }
    }
    return table.toString();
  }

  /** Every pod is as the recorded one; more of them share the load. */
  private static double spread(Moment now, Column column, Hpa hpa) {
    return now.value(column) * PODS / hpa.replicas();
  }

  /** One pod is as the recorded one; the others stay as it was while calm. */
  private double oneIll(Moment now, Hpa hpa) {
    double others = (hpa.replicas() - 1) * recording.calm(Column.BUSIEST);
    return (now.value(Column.BUSIEST) + others) / hpa.replicas();
  }

  private static String row(Moment now, Hpa cpu, Hpa loop, Hpa ill) {
    return String.format(
        Locale.ROOT,
        "| %d:%02d | %s | %.2f (%.0f %%) | %.0f %% | %.0f %% | %s | %s | %d | %d | %d |%n",
        now.second() / 60,
        now.second() % 60,
        now.phase(),
        now.value(Column.CPU),
        now.value(Column.CPU) / CPU_REQUEST * 100,
        now.value(Column.BUSIEST) * 100,
        now.value(Column.STARVED) * 100,
        millis(now.value(Column.CLIENT)),
        millis(now.value(Column.SERVER)),
        cpu.replicas(),
        loop.replicas(),
        ill.replicas());
  }

  private static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.0f ms", seconds * 1e3);
  }

  private static Hpa hpa(double target) {
    return new Hpa(Autoscaler.bounds(), target, PODS);
  }
}
