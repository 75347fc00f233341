package io.loopscope.eventloop;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes each finished block into the flight recording, if one is on. While none is on, a block
 * costs one check.
 */
final class BlockEvents implements BlockListener {
  private final Loops loops;
  private final Map<Where, Begun> begun = new HashMap<>();

  BlockEvents(Loops loops) {
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
    BlockEvent event = new BlockEvent();
    if (event.isEnabled()) {
      event.begin();
      begun.put(where, new Begun(block.id(), event));
    }
  }

  private BlockEvent take(Where where, Block block) {
    @Nullable Begun last = begun.remove(where);
    return last != null && last.id() == block.id() ? last.event() : new BlockEvent();
  }

  private void commit(BlockEvent event, Block block) {
    event.end();
    if (event.shouldCommit()) {
      fill(event, block);
      event.commit();
    }
  }

  private void fill(BlockEvent event, Block block) {
    event.blockId = block.id();
    event.blockStart = block.start().toEpochMilli();
    event.blockDuration = Math.round(block.durationMs() * 1e6);
    event.group = block.group();
    event.loop = block.loop();
    event.loopThread = loops.find(block.group(), block.loop()).flatMap(Loop::thread).orElse(null);
    event.cause = block.cause().id();
    event.cpuShare = (float) block.cpuShare();
    event.culprit = block.culprit();
    event.route = block.route();
    event.connections = block.connections();
    event.tasks = block.tasks();
    event.sentence = block.sentence();
    event.advice = block.advice();
    event.mergedStack = String.join("\n", block.stack());
  }

  /** A loop has one block at a time, so at most one event per loop is kept open. */
  private record Where(String group, int loop) {}

  private record Begun(long id, BlockEvent event) {}
}
