package io.loopscope.eventloop.export;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Passes blocks on once the process is warm. In its first seconds classes are loaded and compiled
 * on the loops: that starves them really, but nobody can mend it, so only what takes a second or
 * more is passed on then.
 */
public final class WarmUpFilter implements BlockListener {
  private static final double ALWAYS_FROM_MS = 1_000;

  private final BlockListener listener;
  private final LongSupplier nanoTime;
  private final long warmAt;

  public WarmUpFilter(Duration warmUp, BlockListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.warmAt = nanoTime.getAsLong() + warmUp.toNanos();
  }

  @Override
  public void onBlock(Block block) {
    if (block.durationMs() >= ALWAYS_FROM_MS || nanoTime.getAsLong() - warmAt >= 0) {
      listener.onBlock(block);
    }
  }
}
