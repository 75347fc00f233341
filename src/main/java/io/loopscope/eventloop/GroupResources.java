package io.loopscope.eventloop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** One group of watched loops, in the shape that reactor-netty asks for; made when first used. */
final class GroupResources implements LoopResources {
  private final String group;
  private final int count;
  private final Transport transport;
  private final Loops registry;
  private @Nullable HookedLoopGroup loops;
  private @Nullable EventLoopGroup colocated;

  GroupResources(String group, int count, Transport transport, Loops registry) {
    this.group = group;
    this.count = count;
    this.transport = transport;
    this.registry = registry;
  }

  @Override
  public synchronized EventLoopGroup onServer(boolean useNative) {
    if (loops == null) {
      String label = transport.label();
      loops =
          new HookedLoopGroup(count, new LoopThreads(group + "-" + label), transport.newFactory());
      registry.add(group, label, loops);
    }
    return loops;
  }

  /** Stays on the calling loop if that is one of the group. Starts every loop. */
  @Override
  public synchronized EventLoopGroup onClient(boolean useNative) {
    if (colocated == null) {
      colocated = LoopResources.colocate(onServer(useNative));
    }
    return colocated;
  }

  @Override
  public boolean daemon() {
    return true;
  }

  @Override
  public synchronized Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    HookedLoopGroup ending = loops;
    if (ending == null) {
      return Mono.empty();
    }
    return Mono.create(
        sink ->
            ending
                .shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), MILLISECONDS)
                .addListener(ended -> sink.success()));
  }
}
