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
 * @param startedAt the first planned send
 */
record RunStreams(LoadPlan load, RunWindow window, Instant startedAt, List<StreamRunner> streams) {
  /**
   * Prepares the streams, without sending anything.
   *
   * @param connections of each stream, in their order
   */
  static RunStreams of(
      LoadPlan load,
      RunWindow window,
      Instant startedAt,
      List<ConnectionSource> connections,
      LoadClient client,
      Pacer pacer,
      GeneratorTolerances tolerances) {
    List<StreamRunner> streams = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
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
                  connections.get(i),
                  pacer,
                  new StreamStats(window, tolerances.late())));
    }
    return new RunStreams(load, window, startedAt, streams);
  }

  void start() {
    streams.forEach(StreamRunner::start);
  }

  /** Whether every request has its answer, or the time for it is over. */
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

  /** Ends all open requests and returns the result. */
  LoadResult finish(PauseDetector detector, GeneratorTolerances tolerances) {
    PauseStats pauses = detector.pauses();
    CpuTimes cpu = detector.cpu();
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
