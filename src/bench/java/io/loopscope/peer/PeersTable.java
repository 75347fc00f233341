package io.loopscope.peer;

import io.loopscope.BenchmarkMachine;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Prints the figures of Loopscope beside those of other servers, in Markdown: each in a JVM of its
 * own on one CPU, the generator and the downstream on another. Not part of the build; takes about
 * 50 minutes on a machine that has nothing else to do, and resolves what the others need:
 *
 * <pre>./mvnw -q test -Dtest=PeersTable</pre>
 *
 * <p>Add {@code -Dloopscope.peers=NETTY,LOOPSCOPE} for some of them; and for less {@code
 * -Dloopscope.peers.rounds=1 -Dloopscope.peers.slice=2} (seconds) {@code -Dloopscope.peers.calls=5
 * -Dloopscope.peers.pings=3} (slices). {@code -Dloopscope.peers.callers=8000
 * -Dloopscope.peers.delay=1000} (ms) {@code -Dloopscope.peers.heap=256m} is another load.
 */
class PeersTable {
  private static final int ROUNDS = Integer.getInteger("loopscope.peers.rounds", 3);
  private static final int CALLS = Integer.getInteger("loopscope.peers.calls", 9);
  private static final int PINGS = Integer.getInteger("loopscope.peers.pings", 4);
  private static final int SLICE_SECONDS = Integer.getInteger("loopscope.peers.slice", 10);

  @Test
  void print() throws IOException, InterruptedException {
    List<PeerProgram> programs = new ArrayList<>();
    for (Peer peer : chosen()) {
      programs.add(PeerProgram.of(peer));
    }
    String machine = LocalDate.now() + ", " + BenchmarkMachine.now();
    CpuPinning.moveThisJvm();
    PeerReport report = new PeerReport(measure(programs));
    System.out.printf("%n## Beside its peers%n%n%s before, ", machine);
    System.out.printf(Locale.ROOT, "%.2f after; ", BenchmarkMachine.loadAverage());
    System.out.printf("%s%n%n", PeerClassPath.versions(programs));
    System.out.println(report.steady());
    System.out.println(report.cpu());
    System.out.println(report.warmUp(SLICE_SECONDS));
    System.out.println(report.warmUpLatency(SLICE_SECONDS));
  }

  /** Round by round, each in another order. */
  private static List<PeerRun> measure(List<PeerProgram> programs)
      throws IOException, InterruptedException {
    List<PeerRun> runs = new ArrayList<>();
    List<PeerProgram> order = new ArrayList<>(programs);
    try (RawDownstream downstream = new RawDownstream();
        PeerLoad load = new PeerLoad(Duration.ofSeconds(SLICE_SECONDS))) {
      for (int round = 0; round < ROUNDS; round++) {
        for (PeerProgram program : order) {
          runs.add(PeerRun.of(program, downstream.url(), load, CALLS, PINGS));
        }
        Collections.rotate(order, 1);
      }
    }
    return runs;
  }

  private static List<Peer> chosen() {
    String names = System.getProperty("loopscope.peers", "");
    return names.isEmpty()
        ? List.of(Peer.values())
        : Arrays.stream(names.split(",")).map(Peer::valueOf).toList();
  }
}
