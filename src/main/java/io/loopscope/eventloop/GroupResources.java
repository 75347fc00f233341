package io.loopscope.eventloop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** One group of watched loops, in the shape that reactor-netty asks for. */
final class GroupResources implements LoopResources {
  private final HookedLoopGroup loops;
  private final EventLoopGroup colocated;

  GroupResources(String group, int count, Transport transport, Loops registry) {
    String label = transport.label();
    this.loops =
        new HookedLoopGroup(count, new LoopThreads(group + "-" + label), transport.newFactory());
    registry.add(group, label, loops);
    this.colocated = LoopResources.colocate(loops); // starts every loop
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loops;
  }

  @Override
  public EventLoopGroup onClient(boolean useNative) {
    return colocated;
  }

  @Override
  public boolean daemon() {
    return true;
  }

  @Override
  public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    return Mono.create(
        sink ->
            loops
                .shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), MILLISECONDS)
                .addListener(ended -> sink.success()));
  }
}
