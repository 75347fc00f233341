package io.loopscope.loadgen.engine;

import io.loopscope.host.CpuTimes;
import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.GeneratorTolerances;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.PauseStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The streams of one run, from the first planned send to the last answer.
 *
 * @param startedAt when the first request was due
 */
record RunStreams(LoadPlan load, RunWindow window, Instant startedAt, List<StreamRunner> streams) {
  /**
   * Sets up the streams, without sending anything.
   *
   * @param lanes of each stream, in their order
   */
  static RunStreams of(
      LoadPlan load,
      RunWindow window,
      Instant startedAt,
      List<ConnectionSource> lanes,
      LoadClient client,
      Pacer pacer,
      GeneratorTolerances tolerances) {
    List<StreamRunner> streams = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      LoadPlan.Stream stream = load.streams().get(i);
      streams.add(
          stream.model() instanceof LoadModel.Held held
              ? new HeldConnectionRunner(
                  load,
                  stream,
                  held,
                  window,
                  client,
                  pacer,
                  new StreamStats(window.withoutWarmUp(), tolerances.late()))
              : new RequestStreamRunner(
                  load,
                  stream,
                  window,
                  lanes.get(i),
                  pacer,
                  new StreamStats(window, tolerances.late())));
    }
    return new RunStreams(load, window, startedAt, streams);
  }

  void start() {
    streams.forEach(StreamRunner::start);
  }

  /** Whether the last answer is there, or its time is up. */
  boolean isOver(long now, long settlingNanos) {
    long deadline = window.end() + load.patience().toNanos() + settlingNanos;
    return now - deadline >= 0 || streams.stream().allMatch(StreamRunner::isIdle);
  }

  void cancel() {
    streams.forEach(StreamRunner::cancel);
  }

  List<StreamRunner.Progress> progress() {
    return streams.stream().map(StreamRunner::progress).toList();
  }

  /** Ends whatever is still under way, and sums up. */
  LoadResult finish(PauseDetector heartbeat, GeneratorTolerances tolerances) {
    PauseStats pauses = heartbeat.pauses();
    CpuTimes cpu = heartbeat.cpu();
    streams.forEach(StreamRunner::expire);
    GeneratorHealth health =
        GeneratorHealth.of(
            new GeneratorHealth.Evidence(
                streams.stream().map(StreamRunner::sends).toList(), window.measured(), pauses, cpu),
            tolerances);
    return new LoadResult(
        load, startedAt, streams.stream().map(StreamRunner::measured).toList(), health);
  }
}
