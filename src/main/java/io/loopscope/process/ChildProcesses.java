package io.loopscope.process;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * The child processes of this one, by role. They are stopped after the last request is answered,
 * and none outlives this process.
 */
public final class ChildProcesses implements SmartLifecycle {
  private final Duration startTimeout;
  private final RestartBackoff backoff;
  private final MeterRegistry registry;
  private final Map<String, List<SupervisedChild>> children = new ConcurrentHashMap<>();
  private volatile boolean running;

  ChildProcesses(Duration startTimeout, RestartBackoff backoff, MeterRegistry registry) {
    this.startTimeout = startTimeout;
    this.backoff = backoff;
    this.registry = registry;
  }

  /**
   * Describes a child, without starting it.
   *
   * @param role role of the child: {@code worker}, {@code loadgen}
   * @param arguments program arguments, besides role, address and port
   */
  public SupervisedChild child(String role, HeapOptions heap, List<String> arguments) {
    return child(role, ChildCommand.command(role, heap, arguments));
  }

  SupervisedChild child(String role, List<String> command) {
    Counter restarts = restarts(role);
    SupervisedChild child =
        new SupervisedChild(
            this::isRunning,
            () -> new ChildSupervisor(role, command, startTimeout, backoff, restarts::increment));
    children.computeIfAbsent(role, this::withGauge).add(child);
    return child;
  }

  /** Ctrl-C in a terminal also ends the children; they must not be restarted then. */
  @EventListener(ContextClosedEvent.class)
  void disableRestart() {
    each(SupervisedChild::disableRestart);
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    each(SupervisedChild::stop);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  private void each(Consumer<SupervisedChild> action) {
    children.values().stream().flatMap(Collection::stream).forEach(action);
  }

  private List<SupervisedChild> withGauge(String role) {
    List<SupervisedChild> siblings = new CopyOnWriteArrayList<>();
    Gauge.builder(
            "loopscope.process.up",
            siblings,
            all -> (double) all.stream().filter(SupervisedChild::isUp).count())
        .description("Children that are ready")
        .tag("role", role)
        .register(registry);
    return siblings;
  }

  private Counter restarts(String role) {
    return Counter.builder("loopscope.process.restarts")
        .description("Children started because the one before had died or had not started")
        .tag("role", role)
        .register(registry);
  }
}
