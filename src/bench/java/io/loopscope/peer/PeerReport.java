package io.loopscope.peer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What several rounds of all peers come to, as Markdown. */
final class PeerReport {
  private final Map<Peer, List<PeerRun>> runs;

  /**
   * @param runs of each peer one for each round, in the order of the rounds
   */
  PeerReport(List<PeerRun> runs) {
    this.runs =
        runs.stream()
            .collect(Collectors.groupingBy(PeerRun::peer, TreeMap::new, Collectors.toList()));
  }

  /** Rates, each with its ratio to that of a baseline in the same round. */
  String steady() {
    StringBuilder table =
        new StringBuilder(
            """
            | | first answer s | calls/s | of Reactor Netty | p99 ms | pings/s | of Reactor Netty \
            | of WebFlux | p99 ms | resident MiB | threads | failed |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    runs.forEach((peer, of) -> table.append(steady(peer, of)));
    return table.toString();
  }

  /** CPU: answers that a second of it buys, and how much of it the server had. */
  String cpu() {
    StringBuilder table =
        new StringBuilder(
            """
            | | calls per CPU second | of Reactor Netty | CPU used | pings per CPU second \
            | of Reactor Netty | of WebFlux | CPU used |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """);
    runs.forEach((peer, of) -> table.append(cpu(peer, of)));
    return table.toString();
  }

  /** Calls per second in each slice since the first answer, in the median of the rounds. */
  String warmUp(int sliceSeconds) {
    return bySlice("calls/s until", sliceSeconds, LoadSlice::perSecond);
  }

  /** 99th percentiles of the same. */
  String warmUpLatency(int sliceSeconds) {
    return bySlice("p99 ms until", sliceSeconds, LoadSlice::p99Ms);
  }

  private String bySlice(String title, int seconds, ToDoubleFunction<LoadSlice> figure) {
    int slices = runs.values().iterator().next().getFirst().calls().size();
    StringBuilder table = new StringBuilder("| ").append(title);
    IntStream.rangeClosed(1, slices).forEach(i -> table.append(format(" | %d s", i * seconds)));
    table.append(" |\n|---").append("|--:".repeat(slices)).append("|\n");
    runs.forEach(
        (peer, of) -> {
          table.append("| ").append(peer.title());
          for (int i = 0; i < slices; i++) {
            int slice = i;
            double median = PeerRun.median(of, run -> figure.applyAsDouble(run.calls().get(slice)));
            table.append(format(" | %.0f", median));
          }
          table.append(" |\n");
        });
    return table.toString();
  }

  private String steady(Peer peer, List<PeerRun> of) {
    return format(
        "| %s | %.1f | %.0f | %s | %.0f | %.0f | %s | %s | %.1f | %.0f | %.0f | %d |%n",
        peer.title(),
        PeerRun.median(of, PeerRun::firstAnswerSeconds),
        PeerRun.median(of, run -> run.steadyCall().perSecond()),
        ratio(of, Peer.NETTY, run -> run.steadyCall().perSecond()),
        PeerRun.median(of, run -> run.steadyCall().p99Ms()),
        PeerRun.median(of, run -> run.steadyPing().perSecond()),
        ratio(of, Peer.NETTY, run -> run.steadyPing().perSecond()),
        ratio(of, Peer.WEBFLUX, run -> run.steadyPing().perSecond()),
        PeerRun.median(of, run -> run.steadyPing().p99Ms()),
        PeerRun.median(of, PeerRun::residentMiB),
        PeerRun.median(of, PeerRun::threads),
        of.stream().mapToLong(run -> run.steadyCall().failed() + run.steadyPing().failed()).sum());
  }

  private String cpu(Peer peer, List<PeerRun> of) {
    return format(
        "| %s | %.0f | %s | %.0f %% | %.0f | %s | %s | %.0f %% |%n",
        peer.title(),
        PeerRun.median(of, run -> run.steadyCall().perCpuSecond()),
        ratio(of, Peer.NETTY, run -> run.steadyCall().perCpuSecond()),
        PeerRun.median(of, run -> 100 * run.steadyCall().cpu()),
        PeerRun.median(of, run -> run.steadyPing().perCpuSecond()),
        ratio(of, Peer.NETTY, run -> run.steadyPing().perCpuSecond()),
        ratio(of, Peer.WEBFLUX, run -> run.steadyPing().perCpuSecond()),
        PeerRun.median(of, run -> 100 * run.steadyPing().cpu()));
  }

  /** Median, smallest and largest of the ratios to the baseline, round by round. */
  private String ratio(List<PeerRun> of, Peer baseline, ToDoubleFunction<PeerRun> figure) {
    List<PeerRun> base = runs.getOrDefault(baseline, List.of());
    if (base.size() != of.size()) {
      return "–";
    }
    List<Double> ratios =
        IntStream.range(0, of.size())
            .mapToObj(i -> figure.applyAsDouble(of.get(i)) / figure.applyAsDouble(base.get(i)))
            .sorted(Comparator.naturalOrder())
            .toList();
    return format(
        "%.2f (%.2f to %.2f)", ratios.get(ratios.size() / 2), ratios.getFirst(), ratios.getLast());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
