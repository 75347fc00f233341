package io.loopscope.loadgen;

import io.loopscope.host.CpuTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The streams of one run, from the first planned send to the last answer.
 *
 * @param startedAt when the first request was due
 */
record Sending(Load load, Window window, Instant startedAt, List<Streaming> streams) {
  /**
   * Sets up the streams, without sending anything.
   *
   * @param lanes of each stream, in their order
   */
  static Sending of(
      Load load,
      Window window,
      Instant startedAt,
      List<Lanes> lanes,
      Client client,
      Pacer pacer,
      Tolerances tolerances) {
    List<Streaming> streams = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      Load.Stream stream = load.streams().get(i);
      streams.add(
          stream.model() instanceof Model.Held held
              ? new HeldStreaming(
                  load,
                  stream,
                  held,
                  window,
                  client,
                  pacer,
                  new Tally(window.withoutWarmUp(), tolerances.late()))
              : new RequestStreaming(
                  load, stream, window, lanes.get(i), pacer, new Tally(window, tolerances.late())));
    }
    return new Sending(load, window, startedAt, streams);
  }

  void start() {
    streams.forEach(Streaming::start);
  }

  /** Whether the last answer is there, or its time is up. */
  boolean isOver(long now, long settlingNanos) {
    long deadline = window.end() + load.patience().toNanos() + settlingNanos;
    return now - deadline >= 0 || streams.stream().allMatch(Streaming::isIdle);
  }

  void cancel() {
    streams.forEach(Streaming::cancel);
  }

  List<Streaming.Progress> progress() {
    return streams.stream().map(Streaming::progress).toList();
  }

  /** Ends whatever is still under way, and sums up. */
  Measured finish(Heartbeat heartbeat, Tolerances tolerances) {
    Pauses pauses = heartbeat.pauses();
    CpuTimes cpu = heartbeat.cpu();
    streams.forEach(Streaming::expire);
    Health health =
        Health.of(
            new Health.Evidence(
                streams.stream().map(Streaming::sends).toList(), window.measured(), pauses, cpu),
            tolerances);
    return new Measured(
        load, startedAt, streams.stream().map(Streaming::measured).toList(), health);
  }
}
