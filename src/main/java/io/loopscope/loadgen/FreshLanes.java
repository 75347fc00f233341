package io.loopscope.loadgen;

import io.loopscope.eventloop.Loop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A connection per request, opened on the generator's loops in turn. */
final class FreshLanes implements Lanes {
  private final List<Fresh> lanes;
  private final AtomicInteger next = new AtomicInteger();

  FreshLanes(Client client, Call call) {
    // the server ends the connection first, so that no port of this side lingers in TIME_WAIT
    Mono<Integer> once = call.with(client.fresh().keepAlive(false));
    this.lanes = client.loops().stream().map(loop -> new Fresh(loop, once)).toList();
  }

  @Override
  public void take(User user) {
    Lanes.hand(lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size())), user);
  }

  @Override
  public int lost() {
    return 0;
  }

  @Override
  public Mono<Void> close() {
    return Mono.empty();
  }

  private record Fresh(Loop loop, Mono<Integer> call) implements Lane {
    @Override
    public void give() {}
  }
}
