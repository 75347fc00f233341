package io.loopscope.eventloop.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockFixtures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

class BlockPublisherTests {
  @Test
  void callsHandlersWhileABlockLastsAndAtItsEnd() {
    try (var context = new AnnotationConfigApplicationContext(Handlers.class)) {
      BlockPublisher publisher = new BlockPublisher(context);
      publisher.onBlock(BlockFixtures.ongoing(1, "a", 25));
      publisher.onBlock(BlockFixtures.ongoing(1, "a", 50));
      publisher.onBlock(BlockFixtures.finished(1, "a", 60));

      Handlers handlers = context.getBean(Handlers.class);
      assertThat(handlers.all).extracting(Block::durationMs).containsExactly(25.0, 50.0, 60.0);
      assertThat(handlers.all).extracting(Block::id).containsOnly(1L);
    }
  }

  @Test
  void letsAHandlerTakeOnlyFinishedBlocks() {
    try (var context = new AnnotationConfigApplicationContext(Handlers.class)) {
      BlockPublisher publisher = new BlockPublisher(context);
      publisher.onBlock(BlockFixtures.ongoing(1, "a", 25));
      publisher.onBlock(BlockFixtures.finished(1, "a", 60));

      assertThat(context.getBean(Handlers.class).finished)
          .extracting(Block::durationMs)
          .containsExactly(60.0);
    }
  }

  static class Handlers {
    private final List<Block> all = new ArrayList<>();
    private final List<Block> finished = new ArrayList<>();

    @EventListener
    void any(Block block) {
      all.add(block);
    }

    @EventListener(condition = "!#block.ongoing()")
    void finished(Block block) {
      finished.add(block);
    }
  }
}
