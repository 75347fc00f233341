package io.loopscope.eventloop.export;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes each {@link Block} as an application event, for {@code @EventListener} methods that
 * take one.
 *
 * <p>They get what a {@link BlockListener} gets: the ongoing block at ages that double, from the
 * threshold on, so that they can act while it lasts, and once the finished one, with the same id
 * and {@code ongoing} false. To get only finished ones: {@code @EventListener(condition =
 * "!#block.ongoing()")}. They run one after the other on one thread that no loop waits for.
 */
public final class BlockPublisher implements BlockListener {
  private final ApplicationEventPublisher events;

  public BlockPublisher(ApplicationEventPublisher events) {
    this.events = events;
  }

  @Override
  public void onBlock(Block block) {
    events.publishEvent(block);
  }
}
