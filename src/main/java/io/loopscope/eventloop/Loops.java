package io.loopscope.eventloop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.netty.resources.LoopResources;

/**
 * Every event loop that is watched, by group. Loops join when their group is made, and leave when
 * they end.
 */
public final class Loops {
  private final List<Loop> all = new CopyOnWriteArrayList<>();
  private final List<Consumer<Loop>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Makes a group of watched loops for reactor-netty servers and clients. A client used on one of
   * these loops opens its connections there.
   *
   * @param group name of the group and prefix of its threads
   * @param count how many loops
   */
  public LoopResources resources(String group, int count, Transport transport) {
    return new GroupResources(group, count, transport, this);
  }

  /**
   * Watches loops that were made elsewhere, such as those of a database driver. Those that are
   * watched already, under whatever name, are passed over.
   *
   * <p>Their clocks are kept by probes: durations are lower bounds, and neither busy time nor
   * connections are known.
   */
  public synchronized void watch(String group, EventExecutorGroup executors) {
    for (EventExecutor executor : executors) {
      if (all.stream().noneMatch(loop -> loop.runsOn(executor))) {
        join(Loop.foreign(group, freeIndex(group), executor));
      }
    }
  }

  /** All loops, group by group in the order they were made. */
  public List<Loop> all() {
    return List.copyOf(all);
  }

  public List<Loop> group(String name) {
    return all.stream().filter(loop -> loop.group().equals(name)).toList();
  }

  public Optional<Loop> find(String group, int index) {
    return all.stream()
        .filter(loop -> loop.index() == index && loop.group().equals(group))
        .findFirst();
  }

  /** Calls the listener with every loop there is and every one to come. */
  synchronized void onLoop(Consumer<Loop> listener) {
    listeners.add(listener);
    all.forEach(listener);
  }

  synchronized void add(String group, String transport, HookedLoopGroup executors) {
    for (EventExecutor executor : executors) {
      join(Loop.hooked(group, freeIndex(group), transport, (HookedLoop) executor));
    }
  }

  private void join(Loop loop) {
    all.add(loop);
    loop.whenGone(() -> all.remove(loop));
    listeners.forEach(listener -> listener.accept(loop));
  }

  private int freeIndex(String group) {
    int index = 0;
    while (find(group, index).isPresent()) {
      index++;
    }
    return index;
  }
}
