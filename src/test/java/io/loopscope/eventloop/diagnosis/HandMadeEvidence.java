package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockDiagnosis;
import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.account.HandMadeAccount;
import io.loopscope.eventloop.account.HostLosses;
import io.loopscope.eventloop.account.Times;

/** What is known of a turn, a part at a time. */
final class HandMadeEvidence {
  private static final long MS = 1_000_000;

  final HandMadeAccount account = new HandMadeAccount();
  private final HandWrittenSamples stacks = new HandWrittenSamples() {};
  private HostLosses losses = HostLosses.NONE;
  private WaitInsight insight = WaitInsight.NONE;
  private BlockReason stopReason = BlockReason.UNKNOWN;
  private boolean collected;
  private long stopped;
  private long tasks;
  private long flood;
  private long watched;

  void cpu(long ms, String... calls) {
    stacks.add(ms, calls);
  }

  void asleep(long ms, Thread.State state, String... calls) {
    stacks.add(state, Times.asleep(ms), calls);
  }

  void stopped(long ms, BlockReason reason) {
    stopped = ms * MS;
    stopReason = reason;
  }

  void tasks(long count, long floodMs, long watchedMs) {
    tasks = count;
    flood = floodMs * MS;
    watched = watchedMs * MS;
  }

  void lost(long throttledMs, long stolenMs) {
    losses = new HostLosses(throttledMs * MS, stolenMs * MS);
  }

  void insight(WaitInsight found) {
    insight = found;
  }

  void collected() {
    collected = true;
  }

  TurnEvidence of(long ms) {
    return new TurnEvidence(
        ms * MS,
        25 * MS,
        account.account(),
        stacks.samples,
        tasks,
        flood,
        watched,
        stopped,
        stopReason,
        losses,
        insight,
        collected);
  }

  BlockDiagnosis diagnosis(long ms) {
    return new BlockDiagnostics().diagnose(of(ms), true);
  }
}
