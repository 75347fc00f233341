package io.loopscope.peer;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One peer from its start to its steady state.
 *
 * @param firstAnswerSeconds from the start of its process
 * @param calls slices under calls of the downstream, from the first answer on
 * @param pings slices under pings after that
 * @param residentMiB memory after the calls
 * @param threads after the calls
 */
record PeerRun(
    Peer peer,
    double firstAnswerSeconds,
    List<LoadSlice> calls,
    List<LoadSlice> pings,
    double residentMiB,
    long threads) {
  private static final int CALLERS = Integer.getInteger("loopscope.peers.callers", 1_000);
  private static final int PINGERS = 64;
  private static final int STEADY = 3;

  static PeerRun of(PeerProgram program, URI downstream, PeerLoad load, int calls, int pings)
      throws IOException, InterruptedException {
    Peer peer = program.peer();
    try (PeerProcess server = PeerProcess.start(program, downstream)) {
      List<LoadSlice> called = slices(load, server, peer.callPath(), CALLERS, calls);
      double resident = server.residentMiB();
      long threads = server.threads();
      List<LoadSlice> pinged = slices(load, server, peer.pingPath(), PINGERS, pings);
      return new PeerRun(peer, server.firstAnswerSeconds(), called, pinged, resident, threads);
    }
  }

  LoadSlice steadyCall() {
    return steady(calls);
  }

  LoadSlice steadyPing() {
    return steady(pings);
  }

  /** The median of a figure of several runs. */
  static double median(List<PeerRun> runs, ToDoubleFunction<PeerRun> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static List<LoadSlice> slices(
      PeerLoad load, PeerProcess server, String path, int users, int count) {
    List<LoadSlice> slices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slices.add(load.slice(server, path, users));
    }
    return List.copyOf(slices);
  }

  /** The median of the last slices. */
  private static LoadSlice steady(List<LoadSlice> slices) {
    List<LoadSlice> last =
        slices.subList(Math.max(0, slices.size() - STEADY), slices.size()).stream()
            .sorted(Comparator.comparingDouble(LoadSlice::perSecond))
            .toList();
    return last.get(last.size() / 2);
  }
}
