package io.loopscope.eventloop.clock;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** One group of watched loops, in the shape that reactor-netty asks for. */
final class InstrumentedLoopResources implements LoopResources {
  /** How much longer than it was given a group may take to end before nobody waits for it. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final InstrumentedEventLoopGroup loops;
  private final InstrumentedEventLoopGroup accepting;
  private @Nullable EventLoopGroup colocated;

  InstrumentedLoopResources(InstrumentedEventLoopGroup loops) {
    this(loops, loops);
  }

  /**
   * @param accepting accepts the connections that {@code loops} serve; may be the same group
   */
  InstrumentedLoopResources(
      InstrumentedEventLoopGroup loops, InstrumentedEventLoopGroup accepting) {
    this.loops = loops;
    this.accepting = accepting;
  }

  @Override
  public EventLoopGroup onServerSelect(boolean useNative) {
    return accepting;
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loops;
  }

  /** Stays on the calling loop if that is one of the group. Starts every loop. */
  @Override
  public synchronized EventLoopGroup onClient(boolean useNative) {
    if (colocated == null) {
      colocated = LoopResources.colocate(loops);
    }
    return colocated;
  }

  @Override
  public boolean daemon() {
    return true;
  }

  @Override
  public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    return Mono.when(
            ended(loops, quietPeriod, timeout),
            accepting == loops ? Mono.empty() : ended(accepting, quietPeriod, timeout))
        .timeout(timeout.plus(GRACE), Mono.empty());
  }

  private static Mono<Void> ended(EventLoopGroup group, Duration quietPeriod, Duration timeout) {
    return Mono.create(
        sink ->
            group
                .shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), MILLISECONDS)
                .addListener(ended -> sink.success()));
  }
}
