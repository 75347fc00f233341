package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.diagnosis.BlockAdvice;
import io.loopscope.eventloop.diagnosis.BlockDescription;
import io.loopscope.eventloop.diagnosis.BlockEvidence;
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

/** Makes a {@link Block} of what was seen of a turn, remembers it and tells the listeners. */
public final class BlockRecorder {
  private static final Log log = LogFactory.getLog(BlockRecorder.class);

  private static final int STACK_LINES = 40;

  private final int keep;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final JvmPauses pauses;
  private final List<BlockListener> listeners;
  private final AtomicLong failures = new AtomicLong();
  private final Map<MonitoredLoop, Block> ongoing = new ConcurrentHashMap<>();
  private final Deque<Block> finished = new ArrayDeque<>();
  private long nextId = 1;

  public BlockRecorder(
      int keep,
      InstantSource clock,
      LongSupplier nanoTime,
      JvmPauses pauses,
      List<BlockListener> listeners) {
    this.keep = keep;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.pauses = pauses;
    this.listeners = List.copyOf(listeners);
  }

  /** The turn lasts and is due to be reported. Called by the judge. */
  void ongoing(MonitoredLoop loop, TurnObservation turn, long now) {
    Block known = ongoing.get(loop);
    Block block = block(known == null ? nextId++ : known.id(), loop, turn, now, true);
    ongoing.put(loop, block);
    tell(block);
  }

  /** The turn has ended. Called by the judge. */
  void finished(MonitoredLoop loop, TurnObservation turn, long end) {
    Block known = ongoing.remove(loop);
    Block block = block(known == null ? nextId++ : known.id(), loop, turn, end, false);
    synchronized (finished) {
      finished.addFirst(block);
      while (finished.size() > keep) {
        finished.removeLast();
      }
    }
    tell(block);
  }

  /** Ongoing blocks and the last finished ones, newest first. */
  public List<Block> newestFirst() {
    List<Block> all = new ArrayList<>();
    ongoing.forEach((loop, block) -> all.add(block.lasting(loop.awakeNanos() / 1e6)));
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

  boolean isOngoing(MonitoredLoop loop) {
    return ongoing.containsKey(loop);
  }

  void forget(MonitoredLoop loop) {
    ongoing.remove(loop);
  }

  private Block block(
      long id, MonitoredLoop loop, TurnObservation turn, long end, boolean ongoing) {
    long nanos = end - turn.since();
    BlockEvidence evidence = turn.evidence(nanos, pauses.within(turn.since(), end));
    Cause cause = evidence.cause();
    String culprit = cause.blamesCode() ? turn.samples().culprit().orElse(null) : null;
    BlockDescription.Facts facts =
        new BlockDescription.Facts(
            loop.group(),
            loop.index(),
            nanos / 1e6,
            ongoing,
            cause,
            evidence.cpuShare(),
            culprit,
            turn.route(),
            loop.connections(),
            evidence.tasks());
    return new Block(
        id,
        loop.group(),
        loop.index(),
        clock.instant().minusNanos(nanoTime.getAsLong() - turn.since()),
        Math.round(nanos / 1e3) / 1e3,
        ongoing,
        cause,
        evidence.cpuShare(),
        culprit,
        turn.route(),
        loop.connections(),
        evidence.tasks(),
        BlockDescription.of(facts),
        BlockAdvice.on(cause, turn.samples()).orElse(null),
        turn.samples().merged().stream().limit(STACK_LINES).toList());
  }

  private void tell(Block block) {
    for (BlockListener listener : listeners) {
      try {
        listener.onBlock(block);
      } catch (RuntimeException failure) {
        failures.incrementAndGet();
        log.warn("A listener of event-loop blocks failed", failure);
      }
    }
  }
}
