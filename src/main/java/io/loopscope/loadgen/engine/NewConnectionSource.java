package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A connection per request, opened on the generator's loops in turn. */
final class NewConnectionSource implements ConnectionSource {
  private final List<Fresh> leases;
  private final AtomicInteger next = new AtomicInteger();

  NewConnectionSource(LoadClient client, RequestTemplate call) {
    // the server closes the connection first, so that no local port stays in TIME_WAIT
    Mono<Integer> once = call.with(client.fresh().keepAlive(false));
    this.leases = client.loops().stream().map(loop -> new Fresh(loop, once)).toList();
  }

  @Override
  public void acquire(Borrower borrower) {
    ConnectionSource.pass(
        leases.get(Math.floorMod(next.getAndIncrement(), leases.size())), borrower);
  }

  @Override
  public int lost() {
    return 0;
  }

  @Override
  public Mono<Void> close() {
    return Mono.empty();
  }

  private record Fresh(WatchedLoop loop, Mono<Integer> call) implements ConnectionSource.Lease {
    @Override
    public void release() {}
  }
}
