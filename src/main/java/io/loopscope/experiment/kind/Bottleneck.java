package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.USERS;
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
import io.loopscope.experiment.report.ClientFigures;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.placement.Placement;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** A downstream of limited capacity, and users who want more of it. */
final class Bottleneck implements ExperimentKind {
  static final Fact<String> MODEL = Fact.text("model");
  static final String NON_BLOCKING = "non-blocking";
  static final String VIRTUAL_THREADS = "virtual threads";

  private static final int CAPACITY = 8;
  private static final String DELAY = "50ms";
  private static final double MILLIS = 1e3;

  /** Relative error up to which figures agree with the law. */
  private static final double TOLERANCE = 0.15;

  @Override
  public Claim claim() {
    return new Claim(
        "bottleneck",
        "Does asynchrony help when one dependency is the limit?",
        "Once as many users ask as the dependency serves calls at once (8), no model completes"
            + " more; only latency grows, as Little's law says: users = rate × time.");
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    Stream<Integer> users =
        preset == Preset.QUICK ? Stream.of(4, 8, 32) : Stream.of(4, 8, 16, 32, 64);
    List<Arm> arms =
        users
            .flatMap(
                count -> Stream.of(NON_BLOCKING, VIRTUAL_THREADS).map(model -> arm(model, count)))
            .toList();
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(2).warmUp(1).measuring(3),
        rounds(4).settling(3).warmUp(1).measuring(10));
  }

  @Override
  public Mono<ArmSetup> setup(SetupContext context) {
    return CapacityLimitSetup.limitedTo(CAPACITY, context);
  }

  @Override
  public Verdict judge(Findings findings) {
    ClientFigures atCapacity = find(findings, NON_BLOCKING, CAPACITY).clients();
    ClientFigures beyond = find(findings, NON_BLOCKING, 4 * CAPACITY).clients();
    ClientFigures threads = find(findings, VIRTUAL_THREADS, 4 * CAPACITY).clients();
    boolean flat = isAbout(beyond.achievedPerSecond() / atCapacity.achievedPerSecond(), 1);
    boolean slower = isAbout(beyond.work().mean() / atCapacity.work().mean(), 4);
    boolean alike = isAbout(threads.achievedPerSecond() / beyond.achievedPerSecond(), 1);
    boolean law =
        findings.arms().stream()
            .allMatch(arm -> isAbout(inFlight(arm.clients()) / arm.fact(USERS), 1));
    return Verdict.of(
        flat && slower && alike && law,
        "with %d users %s/s at %s, with %d users %s/s at %s, on virtual threads %s/s; rate × time gives %s users"
            .formatted(
                CAPACITY,
                NumberFormats.of(atCapacity.achievedPerSecond()),
                NumberFormats.ms(atCapacity.work().mean()),
                4 * CAPACITY,
                NumberFormats.of(beyond.achievedPerSecond()),
                NumberFormats.ms(beyond.work().mean()),
                NumberFormats.of(threads.achievedPerSecond()),
                NumberFormats.of(inFlight(beyond))));
  }

  /** The mean number of requests in flight, by Little's law. */
  private static double inFlight(ClientFigures clients) {
    return clients.achievedPerSecond() * clients.work().mean() / MILLIS;
  }

  private static boolean isAbout(double value, double expected) {
    return Math.abs(value - expected) <= TOLERANCE * expected;
  }

  private static ArmReport find(Findings findings, String model, int users) {
    return findings.with(Facts.of(MODEL, model).and(USERS, users)).getFirst();
  }

  private static Arm arm(String model, int users) {
    String path =
        model.equals(NON_BLOCKING)
            ? "/api/io/call?delay=" + DELAY
            : ArmRequests.blocking(DELAY, Placement.VIRTUAL_THREADS);
    return Arm.of(
        "%s, %d users".formatted(model, users),
        Facts.of(MODEL, model).and(USERS, users),
        ArmRequests.closed(path, users));
  }
}
