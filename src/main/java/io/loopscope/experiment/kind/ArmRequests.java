package io.loopscope.experiment.kind;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.placement.Placement;
import java.time.Duration;

/** The requests of the arms, and the facts that several kinds share. */
final class ArmRequests {
  static final Fact<Placement> ON = Fact.choice("on", Placement.class);
  static final Fact<Integer> USERS = Fact.number("users");

  /** CPU work in plain Java. */
  static final String PRIMES = "primes";

  /** CPU work in native code. */
  static final String DEFLATE = "deflate";

  private ArmRequests() {}

  /** Requests at a constant rate, whether or not earlier ones were answered. */
  static LoadPlan.Stream open(String path, double perSecond) {
    return new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Open(perSecond));
  }

  /** Requests of users that each wait for their answer, over kept connections. */
  static LoadPlan.Stream closed(String path, int users) {
    return new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Closed(users, Duration.ZERO, null))
        .over(new ConnectionPolicy.Pool(users));
  }

  /** CPU work at the constant rate that keeps a share of the cores busy. */
  static LoadPlan.Stream load(
      MachineCapacity machine, double share, String workload, int units, Placement on) {
    return open(cpu(workload, units, on), machine.rate(share, workload, units));
  }

  static String cpu(String workload, int units, Placement on) {
    return "/api/cpu/%s?units=%d&on=%s".formatted(workload, units, on.id());
  }

  static String blocking(String delay, Placement on) {
    return "/api/io/blocking?delay=%s&on=%s".formatted(delay, on.id());
  }
}
