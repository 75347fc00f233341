package io.loopscope.experiment.plan;

import io.loopscope.experiment.Facts;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.util.List;

/**
 * One of the ways that an experiment compares, with the load that measures it.
 *
 * @param name unique in its experiment
 * @param facts the properties in which it differs from the others, such as {@code on=parallel}
 * @param streams among them {@link #WORK}, and {@link #BYSTANDER}, which only pings
 * @param settles whether its latency must settle in the warm-up; false for an overload
 * @param blocksLoops whether it blocks event loops on purpose
 */
public record Arm(
    String name, Facts facts, List<LoadPlan.Stream> streams, boolean settles, boolean blocksLoops) {
  public static final String WORK = "work";
  public static final String BYSTANDER = "bystander";
  public static final String PING = "/api/ping";

  /** Arrivals of the bystander: enough for a 99th percentile, little load for the machine. */
  private static final double BYSTANDERS_PER_SECOND = 100;

  public Arm {
    streams = List.copyOf(streams);
  }

  /** Work and a bystander, which arrives at random moments over connections of its own. */
  public static Arm of(String name, Facts facts, LoadPlan.Stream work) {
    return new Arm(name, facts, List.of(work, bystander()), true, false);
  }

  /** This arm without the check that its latency settles in the warm-up. */
  public Arm withoutSettling() {
    return new Arm(name, facts, streams, false, blocksLoops);
  }

  /** This arm, marked as one that blocks event loops on purpose, or not. */
  public Arm blockingLoops(boolean blocks) {
    return new Arm(name, facts, streams, settles, blocks);
  }

  /** This arm with another stream beside the work. */
  public Arm beside(LoadPlan.Stream other) {
    return new Arm(name, facts, List.of(work(), streams.getLast(), other), settles, blocksLoops);
  }

  public LoadPlan.Stream work() {
    return streams.getFirst();
  }

  /** The path of the work's requests, without the query. */
  public String route() {
    return work().path().replaceFirst("\\?.*", "");
  }

  /** Whether it holds connections open, which makes their memory worth measuring. */
  public boolean holdsConnections() {
    return work().model() instanceof LoadModel.Held;
  }

  private static LoadPlan.Stream bystander() {
    return new LoadPlan.Stream(BYSTANDER, PING, new LoadModel.Open(BYSTANDERS_PER_SECOND, true));
  }
}
