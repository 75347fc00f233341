package io.loopscope.process;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Another role of this program as a process of its own: started when it is first asked for, and
 * started again when it dies. {@link ChildProcesses} has them.
 */
public final class SupervisedChild {
  private final BooleanSupplier allowed;
  private final Supplier<ChildSupervisor> supervisions;
  private volatile @Nullable ChildSupervisor supervision;

  SupervisedChild(BooleanSupplier allowed, Supplier<ChildSupervisor> supervisions) {
    this.allowed = allowed;
    this.supervisions = supervisions;
  }

  /**
   * Where it is reached. Ask before each request: another child has another address.
   *
   * @return the address, as soon as the child is ready; {@link ChildUnavailable} if it does not
   *     start
   */
  public Mono<ProcessAddress> address() {
    return Mono.defer(() -> started().address());
  }

  boolean isUp() {
    ChildSupervisor now = supervision;
    return now != null && now.isUp();
  }

  void startNoOther() {
    ChildSupervisor now = supervision;
    if (now != null) {
      now.startNoOther();
    }
  }

  /** Ends it and waits until it is gone; meanwhile nobody who asks is kept waiting. */
  void stop() {
    ChildSupervisor ending;
    synchronized (this) {
      ending = supervision;
      supervision = null;
    }
    if (ending != null) {
      ending.close();
    }
  }

  private synchronized ChildSupervisor started() {
    if (!allowed.getAsBoolean()) {
      throw new ChildUnavailable("this process is stopping");
    }
    ChildSupervisor now = supervision;
    if (now == null) {
      now = supervisions.get();
      now.start();
      supervision = now;
    }
    return now;
  }
}
