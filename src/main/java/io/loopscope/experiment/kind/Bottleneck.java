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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** A downstream that takes so many calls at once, and users who want more of it. */
final class Bottleneck implements ExperimentKind {
  private static final int CAPACITY = 8;
  private static final String DELAY = "50ms";
  private static final double MILLIS = 1e3;

  /** How far the figures may be from what the law says. */
  private static final double TOLERANCE = 0.15;

  private static final Map<String, String> MODELS =
      Map.of(
          "non-blocking", "/api/io/call?delay=" + DELAY,
          "virtual threads", "/api/io/blocking?on=virtual-threads&delay=" + DELAY);

  @Override
  public String id() {
    return "bottleneck";
  }

  @Override
  public String question() {
    return "Does asynchrony help when one dependency is the limit?";
  }

  @Override
  public String expectation() {
    return "Once as many users ask as the dependency takes calls at once (8), no model gets more"
        + " done; only latency grows, as Little's law says: users = rate × time.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    Stream<Integer> users =
        preset == Preset.QUICK ? Stream.of(4, 8, 32) : Stream.of(4, 8, 16, 32, 64);
    List<Arm> arms =
        users
            .flatMap(count -> MODELS.keySet().stream().sorted().map(model -> arm(model, count)))
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 2, 1, 3), new PresetDurations(4, 3, 1, 10));
  }

  @Override
  public Mono<ArmSetup> stage(StageContext bench) {
    return CapacityLimitSetup.limitedTo(CAPACITY, bench);
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport atCapacity = find(findings, "non-blocking", CAPACITY);
    ArmReport beyond = find(findings, "non-blocking", 4 * CAPACITY);
    ArmReport threads = find(findings, "virtual threads", 4 * CAPACITY);
    boolean flat = isAbout(beyond.achievedPerSecond() / atCapacity.achievedPerSecond(), 1);
    boolean slower = isAbout(beyond.work().mean() / atCapacity.work().mean(), 4);
    boolean alike = isAbout(threads.achievedPerSecond() / beyond.achievedPerSecond(), 1);
    boolean law = findings.arms().stream().allMatch(arm -> isAbout(inFlight(arm) / users(arm), 1));
    return Verdict.of(
        flat && slower && alike && law,
        "with %d users %s/s at %s, with %d users %s/s at %s, on virtual threads %s/s; rate × time gives %s of them"
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

  /** Little's law: how many must have been under way. */
  private static double inFlight(ArmReport arm) {
    return arm.achievedPerSecond() * arm.work().mean() / MILLIS;
  }

  private static boolean isAbout(double value, double expected) {
    return Math.abs(value - expected) <= TOLERANCE * expected;
  }

  private static ArmReport find(Findings findings, String model, int users) {
    return findings.with(Map.of("model", model, "users", String.valueOf(users))).getFirst();
  }

  private static double users(ArmReport arm) {
    return Integer.parseInt(arm.fact("users"));
  }

  private static Arm arm(String model, int users) {
    return Arm.of(
        "%s, %d users".formatted(model, users),
        Map.of("model", model, "users", String.valueOf(users)),
        ArmRequests.closed(MODELS.getOrDefault(model, ""), users));
  }
}
