package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Keeps every loop of a server from serving, once, and knows for how long it really did. */
final class ServerStall {
  private final ConcurrentLinkedQueue<Long> lengths = new ConcurrentLinkedQueue<>();
  private final Disposable timer;

  ServerStall(Duration wait, Duration length, TargetServer target) {
    timer = Mono.delay(wait).subscribe(now -> target.loops().forEach(it -> stall(it, length)));
  }

  /** The longest that one of the loops stood still. */
  double lengthMs() {
    return lengths.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6;
  }

  private void stall(WatchedLoop loop, Duration length) {
    loop.execute(
        () -> {
          long start = System.nanoTime();
          for (long left = length.toNanos();
              left > 0;
              left = start + length.toNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          lengths.add(System.nanoTime() - start);
        });
  }
}
