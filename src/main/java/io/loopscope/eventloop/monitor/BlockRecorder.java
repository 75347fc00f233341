package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.diagnosis.BlockDiagnostics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Makes a {@link Block} of what was seen of a turn, remembers it and notifies the listeners. */
public final class BlockRecorder {
  private static final Log log = LogFactory.getLog(BlockRecorder.class);

  private final int keep;
  private final Clocks clocks;
  private final List<BlockListener> listeners;
  private final BlockDiagnostics diagnostics = new BlockDiagnostics();
  private final AtomicLong failures = new AtomicLong();
  private final Map<TurnObservation, Ongoing> ongoing = new ConcurrentHashMap<>();
  private final Deque<Block> finished = new ArrayDeque<>();
  private long nextId = 1;

  /**
   * @param keep how many finished blocks are remembered
   * @param nanoTime the scale of the monitor
   */
  public BlockRecorder(
      int keep, InstantSource clock, LongSupplier nanoTime, List<BlockListener> listeners) {
    this.keep = keep;
    this.clocks = new Clocks(clock, nanoTime);
    this.listeners = List.copyOf(listeners);
  }

  /** The turn lasts and is due to be reported. Called by the monitor. */
  void ongoing(
      MonitoredLoop loop, TurnObservation turn, long now, StopDetector stops, long thresholdNanos) {
    Block block = block(loop, turn, now, stops, thresholdNanos, true);
    ongoing.put(turn, new Ongoing(loop, block));
    notifyListeners(block);
  }

  /** The turn has ended. Called by the monitor. */
  void finished(
      MonitoredLoop loop, TurnObservation turn, long end, StopDetector stops, long thresholdNanos) {
    Block block = block(loop, turn, end, stops, thresholdNanos, false);
    ongoing.remove(turn);
    synchronized (finished) {
      finished.addFirst(block);
      while (finished.size() > keep) {
        finished.removeLast();
      }
    }
    notifyListeners(block);
  }

  /** Ongoing blocks and the last finished ones, newest first. */
  public List<Block> newestFirst() {
    List<Block> all = new ArrayList<>();
    ongoing.forEach((turn, it) -> all.add(it.block().lasting(it.loop().awakeNanos() / 1e6)));
    synchronized (finished) {
      all.addAll(finished);
    }
    all.sort(Comparator.comparingLong(Block::id).reversed());
    return all;
  }

  /** How often a listener threw. */
  public long failures() {
    return failures.get();
  }

  boolean isOngoing(TurnObservation turn) {
    return ongoing.containsKey(turn);
  }

  void forget(MonitoredLoop loop) {
    ongoing.values().removeIf(it -> it.loop() == loop);
  }

  private Block block(
      MonitoredLoop loop,
      TurnObservation turn,
      long end,
      StopDetector stops,
      long thresholdNanos,
      boolean lasts) {
    Ongoing known = ongoing.get(turn);
    return new Block(
        known == null ? nextId++ : known.block().id(),
        loop.group(),
        loop.index(),
        clocks.instantOf(turn.since()),
        Math.round((end - turn.since()) / 1e3) / 1e3,
        lasts,
        turn.route(),
        loop.connections(),
        turn.tasks(),
        diagnostics.diagnose(turn.evidence(end, stops, thresholdNanos), !lasts));
  }

  private void notifyListeners(Block block) {
    for (BlockListener listener : listeners) {
      try {
        listener.onBlock(block);
      } catch (RuntimeException failure) {
        failures.incrementAndGet();
        log.warn("A listener of event-loop blocks failed", failure);
      }
    }
  }

  private record Ongoing(MonitoredLoop loop, Block block) {}

  private record Clocks(InstantSource clock, LongSupplier nanoTime) {
    Instant instantOf(long nanos) {
      return clock.instant().minusNanos(nanoTime.getAsLong() - nanos);
    }
  }
}
