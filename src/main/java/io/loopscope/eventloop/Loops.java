package io.loopscope.eventloop;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.netty.resources.LoopResources;

/** Every event loop that is watched, by group. */
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
  void onLoop(Consumer<Loop> listener) {
    listeners.add(listener);
    all.forEach(listener);
  }

  void add(String group, String transport, HookedLoopGroup executors) {
    List<Loop> added = new ArrayList<>();
    for (EventExecutor executor : executors) {
      added.add(new Loop(group, added.size(), transport, (HookedLoop) executor));
    }
    all.addAll(added);
    added.forEach(loop -> loop.whenGone(() -> all.remove(loop)));
    added.forEach(loop -> listeners.forEach(listener -> listener.accept(loop)));
  }
}
