package io.loopscope.experiment.plan;

import java.util.Map;

/**
 * The machine that a plan is made for.
 *
 * @param cores cores that the service may use
 * @param loops event loops of the service
 * @param msPerUnit cost of one unit of CPU work on an idle core, by workload
 */
public record MachineCapacity(int cores, int loops, Map<String, Double> msPerUnit) {
  private static final double MILLIS = 1e3;

  public MachineCapacity {
    msPerUnit = Map.copyOf(msPerUnit);
  }

  /** This machine with these costs. */
  public MachineCapacity costing(Map<String, Double> measured) {
    return new MachineCapacity(cores, loops, measured);
  }

  /** The number of units, at least one, that comes closest to a cost in milliseconds. */
  public int units(String workload, double costMs) {
    return (int) Math.max(1, Math.round(costMs / msPerUnit(workload)));
  }

  /** The cost of one request of so many units, in milliseconds. */
  public double costMs(String workload, int units) {
    return units * msPerUnit(workload);
  }

  /** The requests per second, each of so many units, that keep a share of the cores busy. */
  public double rate(double share, String workload, int units) {
    return share * cores * MILLIS / costMs(workload, units);
  }

  private double msPerUnit(String workload) {
    Double cost = msPerUnit.get(workload);
    if (cost == null) {
      throw new IllegalArgumentException("not calibrated: " + workload);
    }
    return cost;
  }
}
