package io.loopscope.eventloop.clock;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.netty.resources.LoopResources;

/** The loops of this JVM that the monitor watches, with what it needs of them. */
public final class MonitoredLoops implements LoopRegistry {
  private final List<MonitoredLoop> all = new CopyOnWriteArrayList<>();
  private final List<Consumer<MonitoredLoop>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public LoopResources resources(
      String group, int count, String transport, IoHandlerFactory handlers) {
    InstrumentedEventLoopGroup loops =
        new InstrumentedEventLoopGroup(
            count, new LoopThreadFactory(group + "-" + transport), handlers);
    add(group, transport, loops);
    return new InstrumentedLoopResources(loops);
  }

  @Override
  public synchronized void watch(String group, EventExecutorGroup executors) {
    for (EventExecutor executor : executors) {
      if (!(executor instanceof InstrumentedEventLoop) && !isWatched(executor)) {
        join(MonitoredLoop.foreign(group, freeIndex(group), executor));
      }
    }
  }

  @Override
  public List<WatchedLoop> all() {
    return List.copyOf(all);
  }

  /** The same loops as {@link #all}, as the monitor sees them. */
  public List<MonitoredLoop> monitored() {
    return List.copyOf(all);
  }

  @Override
  public List<WatchedLoop> group(String name) {
    return all.stream()
        .filter(loop -> loop.group().equals(name))
        .<WatchedLoop>map(loop -> loop)
        .toList();
  }

  @Override
  public Optional<WatchedLoop> find(String group, int index) {
    return all.stream()
        .filter(loop -> loop.index() == index && loop.group().equals(group))
        .<WatchedLoop>map(loop -> loop)
        .findFirst();
  }

  /** Calls the listener with every loop there is and every one to come. */
  public synchronized void onLoop(Consumer<MonitoredLoop> listener) {
    listeners.add(listener);
    all.forEach(listener);
  }

  /** Watches these loops, which keep their clocks themselves, until they end or are released. */
  synchronized void add(String group, String transport, InstrumentedEventLoopGroup executors) {
    for (EventExecutor executor : executors) {
      join(
          MonitoredLoop.hooked(
              group, freeIndex(group), transport, (InstrumentedEventLoop) executor));
    }
  }

  /** Watches these loops no longer, so that another monitor may. */
  synchronized void release(InstrumentedEventLoopGroup executors) {
    for (EventExecutor executor : executors) {
      all.removeIf(loop -> loop.runsOn(executor));
    }
  }

  private void join(MonitoredLoop loop) {
    all.add(loop);
    loop.whenGone(() -> all.remove(loop));
    listeners.forEach(listener -> listener.accept(loop));
  }

  private boolean isWatched(EventExecutor executor) {
    return all.stream().anyMatch(loop -> loop.runsOn(executor));
  }

  private int freeIndex(String group) {
    int index = 0;
    while (find(group, index).isPresent()) {
      index++;
    }
    return index;
  }
}
