package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;

/** The requests of the arms. */
final class ArmRequests {
  /** A unit of CPU work takes about so long on one current server core. */
  static final double UNIT_SECONDS = 0.001;

  private ArmRequests() {}

  /** At a constant rate, whoever is still waiting. */
  static LoadPlan.Stream open(String path, double perSecond) {
    return new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Open(perSecond));
  }

  /** By users who each wait for their answer, over connections that are kept. */
  static LoadPlan.Stream closed(String path, int users) {
    return new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Closed(users, Duration.ZERO, null))
        .over(new ConnectionPolicy.Pool(users));
  }

  static String cpu(String workload, int units, String on) {
    return "/api/cpu/%s?units=%d&on=%s".formatted(workload, units, on);
  }

  /** The rate at which work of so many units keeps a share of the cores busy. */
  static double rate(double share, int cores, int units) {
    return share * cores / (units * UNIT_SECONDS);
  }
}
