package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.ArmSetup;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.StageContext;
import io.loopscope.experiment.Verdict;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.plane.ServiceBacklog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** New connections while every loop, the accepting one among them, is blocked for 800 ms. */
final class BacklogOverflow implements ExperimentKind {
  private static final int SMALL = 16;
  private static final int LARGE = 1_024;
  private static final double PER_SECOND = 150;
  private static final double STALL_MS = 800;

  /** When the kernel sends the first packet of a connection again that got no answer. */
  private static final double RETRANSMISSION_MS = 1_000;

  @Override
  public String id() {
    return "backlog";
  }

  @Override
  public String question() {
    return "What does the kernel do with new connections while the loop that accepts is starved?";
  }

  @Override
  public String expectation() {
    return "It queues them up to the backlog. With a large one they wait for the loop (800 ms); once"
        + " a small one (16) is full it drops their packets, and clients try again after 1 s or 3 s.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    List<Arm> arms = Stream.of(SMALL, LARGE).map(length -> arm(length, machine.loops())).toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 4, 4, 8), new PresetDurations(5, 4, 4, 12));
  }

  @Override
  public Mono<ArmSetup> stage(StageContext bench) {
    return Mono.fromSupplier(() -> new Backlogs(bench.backlog()));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport small = findings.arm(name(SMALL));
    ArmReport large = findings.arm(name(LARGE));
    return Verdict.of(
        small.work().max() >= RETRANSMISSION_MS
            && large.work().max() < small.work().max()
            && longest(large) > SMALL,
        "with a backlog of %d the slowest client waited %s and %d connections stood in line; with %d, %s and %d"
            .formatted(
                SMALL,
                NumberFormats.ms(small.work().max()),
                longest(small),
                LARGE,
                NumberFormats.ms(large.work().max()),
                longest(large)));
  }

  private static long longest(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("accept"))
        .mapToLong(queue -> Math.round(queue.max()))
        .max()
        .orElse(0);
  }

  private static String name(int length) {
    return "backlog " + length;
  }

  /** One blocking call per loop at the same time, again and again, each on a connection of it. */
  private static Arm arm(int length, int loops) {
    LoadPlan.Stream stalls =
        new LoadPlan.Stream(
                "stall",
                "/api/io/blocking?on=event-loop&delay=" + (int) STALL_MS + "ms",
                new LoadModel.Closed(loops, Duration.ofMillis(2_200), null))
            .over(new ConnectionPolicy.Pinned(loops, 1));
    return Arm.of(
            name(length),
            Map.of("backlog", String.valueOf(length)),
            ArmRequests.open(Arm.PING, PER_SECOND))
        .beside(stalls)
        .overloaded();
  }

  /** Sets the backlog that an arm names; afterwards it is as it was. */
  private static final class Backlogs implements ArmSetup {
    private final ServiceBacklog backlog;
    private final int before;

    Backlogs(ServiceBacklog backlog) {
      this.backlog = backlog;
      this.before = backlog.length();
    }

    @Override
    public Mono<Void> set(Arm arm) {
      return Mono.fromRunnable(
          () -> backlog.change(Integer.parseInt(arm.facts().getOrDefault("backlog", ""))));
    }

    @Override
    public Mono<Void> restore() {
      return Mono.fromRunnable(() -> backlog.change(before));
    }
  }
}
