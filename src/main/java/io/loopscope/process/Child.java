package io.loopscope.process;

import io.loopscope.http.Problem;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Another role of this program as a process of its own: started when it is first asked for, and
 * started again when it dies. {@link Children} has them.
 */
public final class Child {
  private final BooleanSupplier allowed;
  private final Supplier<Supervision> supervisions;
  private volatile @Nullable Supervision supervision;

  Child(BooleanSupplier allowed, Supplier<Supervision> supervisions) {
    this.allowed = allowed;
    this.supervisions = supervisions;
  }

  /**
   * Where it is reached. Ask before each request: another child has another address.
   *
   * @return the address, as soon as the child is ready; {@link Problem} 503 if it does not start
   */
  public Mono<Address> address() {
    return Mono.defer(() -> started().address());
  }

  boolean isUp() {
    Supervision now = supervision;
    return now != null && now.isUp();
  }

  void startNoOther() {
    Supervision now = supervision;
    if (now != null) {
      now.startNoOther();
    }
  }

  /** Ends it and waits until it is gone; meanwhile nobody who asks is kept waiting. */
  void stop() {
    Supervision ending;
    synchronized (this) {
      ending = supervision;
      supervision = null;
    }
    if (ending != null) {
      ending.close();
    }
  }

  private synchronized Supervision started() {
    if (!allowed.getAsBoolean()) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "this process is stopping");
    }
    Supervision now = supervision;
    if (now == null) {
      now = supervisions.get();
      now.start();
      supervision = now;
    }
    return now;
  }
}
