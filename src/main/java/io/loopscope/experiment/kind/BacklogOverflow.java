package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Bench;
import io.loopscope.experiment.Figures;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.Kind;
import io.loopscope.experiment.Machine;
import io.loopscope.experiment.Plan;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Stage;
import io.loopscope.experiment.Verdict;
import io.loopscope.loadgen.Connections;
import io.loopscope.loadgen.Load;
import io.loopscope.loadgen.Model;
import io.loopscope.plane.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** New connections while every loop, the accepting one among them, is blocked for 800 ms. */
final class BacklogOverflow implements Kind {
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
  public Plan plan(Preset preset, Machine machine) {
    List<Arm> arms = Stream.of(SMALL, LARGE).map(length -> arm(length, machine.loops())).toList();
    return Effort.plan(preset, arms, new Effort(2, 4, 4, 8), new Effort(5, 4, 4, 12));
  }

  @Override
  public Mono<Stage> stage(Bench bench) {
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
                Figures.ms(small.work().max()),
                longest(small),
                LARGE,
                Figures.ms(large.work().max()),
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
    Load.Stream stalls =
        new Load.Stream(
                "stall",
                "/api/io/blocking?on=event-loop&delay=" + (int) STALL_MS + "ms",
                new Model.Closed(loops, Duration.ofMillis(2_200), null))
            .over(new Connections.Pinned(loops, 1));
    return Arm.of(
            name(length),
            Map.of("backlog", String.valueOf(length)),
            Requests.open(Arm.PING, PER_SECOND))
        .beside(stalls)
        .overloaded();
  }

  /** Sets the backlog that an arm names; afterwards it is as it was. */
  private static final class Backlogs implements Stage {
    private final Backlog backlog;
    private final int before;

    Backlogs(Backlog backlog) {
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
