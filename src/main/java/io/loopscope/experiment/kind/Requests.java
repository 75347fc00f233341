package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.loadgen.Connections;
import io.loopscope.loadgen.Load;
import io.loopscope.loadgen.Model;
import java.time.Duration;

/** The requests of the arms. */
final class Requests {
  /** A unit of CPU work takes about so long on one current server core. */
  static final double UNIT_SECONDS = 0.001;

  private Requests() {}

  /** At a constant rate, whoever is still waiting. */
  static Load.Stream open(String path, double perSecond) {
    return new Load.Stream(Arm.WORK, path, new Model.Open(perSecond));
  }

  /** By users who each wait for their answer, over connections that are kept. */
  static Load.Stream closed(String path, int users) {
    return new Load.Stream(Arm.WORK, path, new Model.Closed(users, Duration.ZERO, null))
        .over(new Connections.Pool(users));
  }

  static String cpu(String workload, int units, String on) {
    return "/api/cpu/%s?units=%d&on=%s".formatted(workload, units, on);
  }

  /** The rate at which work of so many units keeps a share of the cores busy. */
  static double rate(double share, int cores, int units) {
    return share * cores / (units * UNIT_SECONDS);
  }
}
