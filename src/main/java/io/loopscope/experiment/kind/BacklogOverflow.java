package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.PresetDurations.rounds;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ArmSetup;
import io.loopscope.experiment.plan.Claim;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.SetupContext;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.experiment.report.ObservedQueue;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.placement.Placement;
import io.loopscope.plane.ServiceBacklog;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** New connections while every loop, the accepting one among them, is blocked for 800 ms. */
final class BacklogOverflow implements ExperimentKind {
  private static final Fact<Integer> BACKLOG = Fact.number("backlog");
  private static final int SMALL = 16;
  private static final int LARGE = 1_024;
  private static final double PER_SECOND = 150;
  private static final String STALL = "800ms";

  /** The time after which the kernel resends the unanswered first packet of a connection. */
  private static final double RETRANSMISSION_MS = 1_000;

  @Override
  public Claim claim() {
    return new Claim(
        "backlog",
        "What does the kernel do with new connections while the loop that accepts them is blocked?",
        "It queues them up to the backlog. With a large backlog they wait for the loop (800 ms);"
            + " once a small one (16) is full, it drops their packets, and clients retry after 1 s or"
            + " 3 s.");
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    List<Arm> arms = Stream.of(SMALL, LARGE).map(length -> arm(length, machine.loops())).toList();
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(4).warmUp(4).measuring(8),
        rounds(5).settling(4).warmUp(4).measuring(12));
  }

  @Override
  public Mono<ArmSetup> setup(SetupContext context) {
    return Mono.fromSupplier(() -> new BacklogSetup(context.backlog()));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport small = findings.arm(name(SMALL));
    ArmReport large = findings.arm(name(LARGE));
    return Verdict.of(
        small.clients().work().max() >= RETRANSMISSION_MS
            && large.clients().work().max() < small.clients().work().max()
            && longest(large) > SMALL,
        "with a backlog of %d the slowest client waited %s and %d connections were queued; with %d, %s and %d"
            .formatted(
                SMALL,
                NumberFormats.ms(small.clients().work().max()),
                longest(small),
                LARGE,
                NumberFormats.ms(large.clients().work().max()),
                longest(large)));
  }

  private static long longest(ArmReport arm) {
    return arm.service().queues().stream()
        .filter(queue -> queue.isAt(ObservedQueue.ACCEPT))
        .mapToLong(queue -> Math.round(queue.max()))
        .max()
        .orElse(0);
  }

  private static String name(int length) {
    return "backlog " + length;
  }

  /**
   * One blocking call per loop at the same time, repeatedly, each over a connection of that loop.
   */
  private static Arm arm(int length, int loops) {
    LoadPlan.Stream stalls =
        new LoadPlan.Stream(
                "stall",
                ArmRequests.blocking(STALL, Placement.EVENT_LOOP),
                new LoadModel.Closed(loops, Duration.ofMillis(2_200), null))
            .over(new ConnectionPolicy.Pinned(loops, 1));
    return Arm.of(name(length), Facts.of(BACKLOG, length), ArmRequests.open(Arm.PING, PER_SECOND))
        .beside(stalls)
        .withoutSettling()
        .blockingLoops(true);
  }

  /** Sets the backlog of an arm, and restores the one from before. */
  private static final class BacklogSetup implements ArmSetup {
    private final ServiceBacklog backlog;
    private final int before;

    BacklogSetup(ServiceBacklog backlog) {
      this.backlog = backlog;
      this.before = backlog.length();
    }

    @Override
    public Mono<Void> apply(Arm arm) {
      return Mono.fromRunnable(() -> backlog.change(arm.facts().get(BACKLOG)));
    }

    @Override
    public Mono<Void> restore() {
      return Mono.fromRunnable(() -> backlog.change(before));
    }
  }
}
