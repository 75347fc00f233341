package io.loopscope.eventloop;

import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.List;
import java.util.Optional;
import reactor.netty.resources.LoopResources;

/**
 * Every event loop that is watched, by group. Loops join when their group is made, and leave when
 * they end.
 */
public interface LoopRegistry {
  /**
   * Makes a group of watched loops for reactor-netty servers and clients. A client used on one of
   * these loops opens its connections there.
   *
   * @param group name of the group and prefix of its threads
   * @param count number of loops
   * @param transport label of the transport, such as {@code epoll}
   * @param handlers makes the transport's I/O handler of each loop
   */
  LoopResources resources(String group, int count, String transport, IoHandlerFactory handlers);

  /**
   * Watches loops that were made elsewhere, such as those of a database driver. Loops that are
   * watched already, under any name, are skipped.
   *
   * <p>Their clocks are kept by probes: durations are lower bounds, and neither busy time nor
   * connections are known.
   */
  void watch(String group, EventExecutorGroup executors);

  /** All loops, group by group in the order they were made. */
  List<WatchedLoop> all();

  /** The loops of one group, in the order they were made. */
  List<WatchedLoop> group(String name);

  Optional<WatchedLoop> find(String group, int index);
}
