package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.LoadResult;

/** One stream of a run under way. */
public interface StreamRunner {
  /** Plans the first sends; none is planned at or after the end of the run. */
  void start();

  /** Whether nothing is under way, which ends the run once its time is over. */
  boolean isIdle();

  /** Ends whatever is still under way, as if its time were up. */
  void expire();

  /** Ends whatever is under way and counts nothing. */
  void cancel();

  Progress progress();

  /** What the verdict on the generator needs to know. */
  GeneratorHealth.Sends sends();

  LoadResult.Stream measured();

  /**
   * How far a stream is.
   *
   * @param sent measured requests that went out so far
   * @param inFlight requests, or held connections, that are open now
   */
  record Progress(String name, long sent, long completed, long failed, int inFlight) {}
}
