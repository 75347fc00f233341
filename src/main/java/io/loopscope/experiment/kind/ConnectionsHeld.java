package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Verdict;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Connections that wait, held by the loops, beside calls that each hold a thread. */
final class ConnectionsHeld implements ExperimentKind {
  private static final int FEW = 100;
  private static final int MANY = 10_000;
  private static final double OPENED_IN_SECONDS = 10;
  private static final double KILO = 1024;

  /** Threads that come and go by themselves. */
  private static final int OTHER_THREADS = 8;

  private static final String BLOCKED = "a thread each";

  @Override
  public String id() {
    return "connections";
  }

  @Override
  public String question() {
    return "How many waiting requests does one process hold, at what cost in threads and memory?";
  }

  @Override
  public String expectation() {
    return "Ten thousand event streams are held by the same few threads as a hundred, for a few"
        + " kilobytes each, and none is lost; blocked calls take a thread each.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    Stream<Integer> held =
        preset == Preset.QUICK ? Stream.of(FEW, 1_000, MANY) : Stream.of(FEW, 1_000, 3_000, MANY);
    List<Arm> arms =
        Stream.concat(held.map(ConnectionsHeld::streams), Stream.of(blocked(machine.cores())))
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(1, 12, 12, 4), new PresetDurations(3, 12, 12, 10));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport few = findings.arm(name(FEW));
    ArmReport many = findings.arm(name(MANY));
    ArmReport blocked = findings.arm(BLOCKED);
    LoadResult.Held held = many.held();
    boolean all = held != null && held.opened() == MANY && held.lost() == 0;
    int more = many.threads() - few.threads();
    return Verdict.of(
        all && Math.abs(more) <= OTHER_THREADS && blocked.threads() > few.threads() + OTHER_THREADS,
        "%s; %d threads with %d of them and %d with %d; %s KB of reachable heap each; %s blocked calls took %d threads"
            .formatted(
                held(held),
                few.threads(),
                FEW,
                many.threads(),
                MANY,
                NumberFormats.of(kilobytesEach(few.liveHeapMb(), many.liveHeapMb())),
                blocked.fact("requests"),
                blocked.threads()));
  }

  private static String held(LoadResult.@Nullable Held held) {
    if (held == null) {
      return "no connections held";
    }
    return "%d of %d connections held, %d lost".formatted(held.open(), MANY, held.lost());
  }

  private static double kilobytesEach(@Nullable Double few, @Nullable Double many) {
    return few == null || many == null ? Double.NaN : (many - few) * KILO / (MANY - FEW);
  }

  private static String name(int connections) {
    return connections + " event streams";
  }

  private static Arm streams(int connections) {
    LoadPlan.Stream held =
        new LoadPlan.Stream(
                Arm.WORK,
                "/api/stream/ticks?every=10s",
                new LoadModel.Held(connections, connections / OPENED_IN_SECONDS))
            .atMost(connections);
    return Arm.of(name(connections), Map.of("requests", String.valueOf(connections)), held)
        .overloaded();
  }

  /** As many blocking calls as bounded-elastic has threads. */
  private static Arm blocked(int cores) {
    int calls = 10 * cores;
    return Arm.of(
            BLOCKED,
            Map.of("requests", String.valueOf(calls)),
            ArmRequests.closed("/api/io/blocking?delay=2s&on=bounded-elastic", calls))
        .overloaded();
  }
}
