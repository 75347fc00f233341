package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.LoadResult;

/** Runs one stream. */
public interface StreamRunner {
  /** Plans the first sends; none is planned at or after the end of the run. */
  void start();

  /** Whether no request is open, which ends the run once its time is over. */
  boolean isIdle();

  /** Ends all open requests as timeouts. */
  void expire();

  /** Ends all open requests without counting them. */
  void cancel();

  Progress progress();

  /** The sends, by which the health of the generator is judged. */
  GeneratorHealth.Sends sends();

  LoadResult.Stream measured();

  /**
   * The progress of a stream.
   *
   * @param sent measured requests that were sent so far
   * @param inFlight open requests or held connections
   */
  record Progress(String name, long sent, long completed, long failed, int inFlight) {}
}
