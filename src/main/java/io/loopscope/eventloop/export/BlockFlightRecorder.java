package io.loopscope.eventloop.export;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.BlockTime;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes each finished block into the flight recording, if one is on. While none is on, a block
 * costs one check.
 */
public final class BlockFlightRecorder implements BlockListener {
  private final LoopRegistry loops;
  private final Map<Where, Begun> begun = new HashMap<>();

  public BlockFlightRecorder(LoopRegistry loops) {
    this.loops = loops;
  }

  @Override
  public void onBlock(Block block) {
    Where where = new Where(block.group(), block.loop());
    if (block.ongoing()) {
      begin(where, block);
    } else {
      commit(take(where, block), block);
    }
  }

  private void begin(Where where, Block block) {
    Begun last = begun.get(where);
    if (last != null && last.id() == block.id()) {
      return;
    }
    BlockFlightEvent event = new BlockFlightEvent();
    if (event.isEnabled()) {
      event.begin();
      begun.put(where, new Begun(block.id(), event));
    }
  }

  private BlockFlightEvent take(Where where, Block block) {
    @Nullable Begun last = begun.remove(where);
    return last != null && last.id() == block.id() ? last.event() : new BlockFlightEvent();
  }

  private void commit(BlockFlightEvent event, Block block) {
    event.end();
    if (event.shouldCommit()) {
      fill(event, block);
      event.commit();
    }
  }

  private void fill(BlockFlightEvent event, Block block) {
    event.blockId = block.id();
    event.blockStart = block.start().toEpochMilli();
    event.blockDuration = Math.round(block.durationMs() * 1e6);
    event.group = block.group();
    event.loop = block.loop();
    event.loopThread =
        loops.find(block.group(), block.loop()).flatMap(WatchedLoop::thread).orElse(null);
    event.cause = block.cause().id();
    event.cpuShare = (float) block.diagnosis().cpuShare();
    event.reason = block.diagnosis().reason().id();
    fill(event, block.diagnosis().time());
    event.culprit = block.culprit();
    event.route = block.route();
    event.connections = block.connections();
    event.tasks = block.tasks();
    event.sentence = block.sentence();
    event.advice = block.advice();
    event.mergedStack = String.join("\n", block.stack());
  }

  private static void fill(BlockFlightEvent event, @Nullable BlockTime time) {
    if (time != null) {
      event.cpuTime = nanos(time.cpuMs());
      event.contendedTime = nanos(time.contendedMs());
      event.waitedTime = nanos(time.waitedMs());
      event.stoppedTime = nanos(time.stoppedMs());
    }
  }

  private static long nanos(double ms) {
    return Math.round(ms * 1e6);
  }

  /** A loop has one block at a time, so at most one event per loop is kept open. */
  private record Where(String group, int loop) {}

  private record Begun(long id, BlockFlightEvent event) {}
}
