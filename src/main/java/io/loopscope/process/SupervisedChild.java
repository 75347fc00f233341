package io.loopscope.process;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A child process with a role of its own: started at its first use and restarted when it dies.
 * {@link ChildProcesses} creates it.
 */
public final class SupervisedChild {
  private final BooleanSupplier allowed;
  private final Supplier<ChildSupervisor> factory;
  private volatile @Nullable ChildSupervisor supervisor;

  SupervisedChild(BooleanSupplier allowed, Supplier<ChildSupervisor> factory) {
    this.allowed = allowed;
    this.factory = factory;
  }

  /**
   * The address of the child. Get it before each request, since a restarted child has another one.
   *
   * @return the address, as soon as the child is ready; {@link ChildUnavailable} if it does not
   *     start
   */
  public Mono<ProcessAddress> address() {
    return Mono.defer(() -> started().address());
  }

  boolean isUp() {
    ChildSupervisor current = supervisor;
    return current != null && current.isUp();
  }

  void disableRestart() {
    ChildSupervisor current = supervisor;
    if (current != null) {
      current.disableRestart();
    }
  }

  /** Terminates the child and waits for its end; callers of {@link #address} fail meanwhile. */
  void stop() {
    ChildSupervisor ending;
    synchronized (this) {
      ending = supervisor;
      supervisor = null;
    }
    if (ending != null) {
      ending.close();
    }
  }

  private synchronized ChildSupervisor started() {
    if (!allowed.getAsBoolean()) {
      throw new ChildUnavailable("this process is stopping");
    }
    ChildSupervisor current = supervisor;
    if (current == null) {
      current = factory.get();
      current.start();
      supervisor = current;
    }
    return current;
  }
}
