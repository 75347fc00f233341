package io.loopscope.experiment;

import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.util.List;
import java.util.Map;

/**
 * One way to do it, and the load that shows what comes of it.
 *
 * @param name unique in its experiment
 * @param facts what sets it apart from the others, such as {@code on=parallel}
 * @param streams among them {@link #WORK}, and {@link #BYSTANDER} who only wants a ping
 * @param steady whether latency is expected to settle before it is measured
 */
public record Arm(
    String name, Map<String, String> facts, List<LoadPlan.Stream> streams, boolean steady) {
  public static final String WORK = "work";
  public static final String BYSTANDER = "bystander";
  public static final String PING = "/api/ping";

  /** Arrivals of the bystander: enough for a 99th percentile, little for the machine. */
  private static final double BYSTANDERS_PER_SECOND = 100;

  public Arm {
    facts = Map.copyOf(facts);
    streams = List.copyOf(streams);
  }

  /** Work and a bystander, who arrives at random moments over connections of its own. */
  public static Arm of(String name, Map<String, String> facts, LoadPlan.Stream work) {
    return new Arm(name, facts, List.of(work, bystander()), true);
  }

  /** The same arm, meant to be more than the service can take. */
  public Arm overloaded() {
    return new Arm(name, facts, streams, false);
  }

  /** The same arm with another stream beside the work. */
  public Arm beside(LoadPlan.Stream other) {
    return new Arm(name, facts, List.of(streams.getFirst(), streams.getLast(), other), steady);
  }

  public LoadPlan.Stream work() {
    return streams.stream().filter(it -> it.name().equals(WORK)).findFirst().orElseThrow();
  }

  boolean starves() {
    return streams.stream().anyMatch(stream -> stream.path().contains("on=event-loop"));
  }

  /** Whether it holds connections open, and their memory is what it is about. */
  public boolean holds() {
    return work().model() instanceof LoadModel.Held;
  }

  private static LoadPlan.Stream bystander() {
    return new LoadPlan.Stream(BYSTANDER, PING, new LoadModel.Open(BYSTANDERS_PER_SECOND, true));
  }
}
