package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.PresetDurations.rounds;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Claim;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.placement.Placement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Idle connections, held by the loops, beside calls that each hold a thread. */
final class ConnectionsHeld implements ExperimentKind {
  static final Fact<Integer> REQUESTS = Fact.number("requests");

  private static final int FEW = 100;
  private static final int MANY = 10_000;
  private static final double OPENED_IN_SECONDS = 10;
  private static final double KILO = 1024;

  /** Threads that come and go by themselves. */
  private static final int OTHER_THREADS = 8;

  private static final String BLOCKED = "a thread each";

  @Override
  public Claim claim() {
    return new Claim(
        "connections",
        "How many waiting requests does one process hold, at what cost in threads and memory?",
        "Ten thousand event streams are held by the same few threads as a hundred, for a few"
            + " kilobytes each, and none is lost; blocked calls take a thread each.");
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    Stream<Integer> held =
        preset == Preset.QUICK ? Stream.of(FEW, 1_000, MANY) : Stream.of(FEW, 1_000, 3_000, MANY);
    List<Arm> arms =
        Stream.concat(held.map(ConnectionsHeld::streams), Stream.of(blocked(machine.cores())))
            .toList();
    return PresetDurations.plan(
        preset,
        arms,
        rounds(1).settling(12).warmUp(12).measuring(4),
        rounds(3).settling(12).warmUp(12).measuring(10));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport few = findings.arm(name(FEW));
    ArmReport many = findings.arm(name(MANY));
    ArmReport blocked = findings.arm(BLOCKED);
    LoadResult.Held held = many.clients().held();
    boolean all = held != null && held.opened() == MANY && held.lost() == 0;
    int more = many.service().threads() - few.service().threads();
    return Verdict.of(
        all
            && Math.abs(more) <= OTHER_THREADS
            && blocked.service().threads() > few.service().threads() + OTHER_THREADS,
        "%s; %d threads with %d of them and %d with %d; %s KB of reachable heap each; %d blocked calls took %d threads"
            .formatted(
                held(held),
                few.service().threads(),
                FEW,
                many.service().threads(),
                MANY,
                NumberFormats.of(
                    kilobytesEach(few.service().liveHeapMb(), many.service().liveHeapMb())),
                blocked.fact(REQUESTS),
                blocked.service().threads()));
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
    return Arm.of(name(connections), Facts.of(REQUESTS, connections), held).withoutSettling();
  }

  /** As many blocking calls as bounded-elastic has threads. */
  private static Arm blocked(int cores) {
    int calls = 10 * cores;
    return Arm.of(
            BLOCKED,
            Facts.of(REQUESTS, calls),
            ArmRequests.closed(ArmRequests.blocking("2s", Placement.BOUNDED_ELASTIC), calls))
        .withoutSettling();
  }
}
