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
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One thread that serves everybody, and now and then something long for it to do: seen by clients
 * who come when they come, and by clients who politely wait for each other.
 */
final class OpenVersusClosedLoad implements ExperimentKind {
  private static final String SHORT = "/api/cpu/primes?units=1&on=single";
  private static final String LONG = "/api/cpu/primes?units=600&on=single";
  private static final double STALLS_PER_SECOND = 0.25;
  private static final int USERS = 4;
  private static final Duration THINK = Duration.ofMillis(20);
  private static final double OPEN_PER_SECOND = 150;
  private static final double EXPECTED = 5;
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";

  @Override
  public String id() {
    return "open-vs-closed";
  }

  @Override
  public String question() {
    return "How does a load generator lie that waits for answers before it asks again?";
  }

  @Override
  public String expectation() {
    return "While the service stalls, a closed generator asks nothing and so measures nothing: its"
        + " p99 is many times too low. Corrected for the requests it omitted it comes close to what"
        + " an open one saw.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    List<Arm> arms =
        List.of(
            arm(OPEN, new LoadModel.Open(OPEN_PER_SECOND)),
            arm(CLOSED, new LoadModel.Closed(USERS, THINK, THINK.plusMillis(1))));
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 3, 1, 12), new PresetDurations(5, 4, 2, 24));
  }

  @Override
  public Verdict judge(Findings findings) {
    double open = findings.arm(OPEN).work().p99();
    ArmReport closed = findings.arm(CLOSED);
    double lie = closed.work().p99();
    LatencyHistogram corrected = closed.corrected();
    return Verdict.of(
        open / lie >= EXPECTED,
        "of the same stalls the open generator's p99 says %s, the closed one's %s: %s too low; corrected it says %s"
            .formatted(
                NumberFormats.ms(open),
                NumberFormats.ms(lie),
                NumberFormats.times(open / lie),
                corrected == null ? "nothing" : NumberFormats.ms(corrected.p99())));
  }

  private static Arm arm(String name, LoadModel model) {
    LoadPlan.Stream work =
        new LoadPlan.Stream(Arm.WORK, SHORT, model)
            .over(new ConnectionPolicy.Pool(name.equals(CLOSED) ? USERS : 200));
    LoadPlan.Stream stalls =
        new LoadPlan.Stream("stall", LONG, new LoadModel.Open(STALLS_PER_SECOND));
    return Arm.of(name, Map.of("model", name), work).beside(stalls).overloaded();
  }
}
