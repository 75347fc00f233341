package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Figures;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.Kind;
import io.loopscope.experiment.Machine;
import io.loopscope.experiment.Plan;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Verdict;
import io.loopscope.latency.Latencies;
import io.loopscope.loadgen.Connections;
import io.loopscope.loadgen.Load;
import io.loopscope.loadgen.Model;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One thread that serves everybody, and now and then something long for it to do: seen by clients
 * who come when they come, and by clients who politely wait for each other.
 */
final class OpenVsClosed implements Kind {
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
  public Plan plan(Preset preset, Machine machine) {
    List<Arm> arms =
        List.of(
            arm(OPEN, new Model.Open(OPEN_PER_SECOND)),
            arm(CLOSED, new Model.Closed(USERS, THINK, THINK.plusMillis(1))));
    return Effort.plan(preset, arms, new Effort(2, 3, 1, 12), new Effort(5, 4, 2, 24));
  }

  @Override
  public Verdict judge(Findings findings) {
    double open = findings.arm(OPEN).work().p99();
    ArmReport closed = findings.arm(CLOSED);
    double lie = closed.work().p99();
    Latencies corrected = closed.corrected();
    return Verdict.of(
        open / lie >= EXPECTED,
        "of the same stalls the open generator's p99 says %s, the closed one's %s: %s too low; corrected it says %s"
            .formatted(
                Figures.ms(open),
                Figures.ms(lie),
                Figures.times(open / lie),
                corrected == null ? "nothing" : Figures.ms(corrected.p99())));
  }

  private static Arm arm(String name, Model model) {
    Load.Stream work =
        new Load.Stream(Arm.WORK, SHORT, model)
            .over(new Connections.Pool(name.equals(CLOSED) ? USERS : 200));
    Load.Stream stalls = new Load.Stream("stall", LONG, new Model.Open(STALLS_PER_SECOND));
    return Arm.of(name, Map.of("model", name), work).beside(stalls).overloaded();
  }
}
