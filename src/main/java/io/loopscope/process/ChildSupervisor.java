package io.loopscope.process;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps one child alive until it is closed: starts it, passes on what it says, and starts it again
 * after a pause when it ends.
 *
 * <p>A thread of its own waits for the child, so a few children cost a few threads; whoever asks
 * for the address costs none. Only that thread replaces the address.
 */
final class ChildSupervisor implements AutoCloseable {
  private static final Log log = LogFactory.getLog(ChildSupervisor.class);
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Who asks during a longer pause than this is told to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String role;
  private final List<String> command;
  private final Duration startTimeout;
  private final RestartBackoff pauses;
  private final Runnable restarted;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile CompletableFuture<ProcessAddress> address = new CompletableFuture<>();
  private volatile @Nullable ChildProcess jvm;
  private volatile boolean last;

  ChildSupervisor(
      String role,
      List<String> command,
      Duration startTimeout,
      RestartBackoff pauses,
      Runnable restarted) {
    this.role = role;
    this.command = command;
    this.startTimeout = startTimeout;
    this.pauses = pauses;
    this.restarted = restarted;
    this.thread = Thread.ofPlatform().daemon().name(role + "-supervision").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Where the child is, once it is ready; {@link ChildUnavailable} if it does not start. */
  Mono<ProcessAddress> address() {
    return Mono.fromFuture(() -> address, true);
  }

  boolean isUp() {
    CompletableFuture<ProcessAddress> now = address;
    return now.isDone() && !now.isCompletedExceptionally();
  }

  /** Lets the child live on, but no other after it. */
  void startNoOther() {
    last = true;
  }

  /** Ends the child and waits until it is gone. */
  @Override
  public void close() {
    startNoOther();
    closing.countDown();
    try {
      end(jvm);
      thread.join(GRACE.multipliedBy(2));
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      supervise();
    } catch (InterruptedException nobodyInterrupts) {
      Thread.currentThread().interrupt();
    }
    ChildUnavailable stopping = new ChildUnavailable("the %s has been stopped".formatted(role));
    address.completeExceptionally(stopping);
    address = CompletableFuture.failedFuture(stopping);
  }

  private void supervise() throws InterruptedException {
    Duration pause = Duration.ZERO;
    do {
      if (!pause.isZero()) {
        restarted.run();
      }
      if (address.isDone()) {
        address = new CompletableFuture<>();
      }
      long born = System.nanoTime();
      String end = live(address);
      pause = pauses.after(Duration.ofNanos(System.nanoTime() - born), pause);
      if (!last) {
        bury(end, pause);
      }
    } while (!isOverWithin(pause));
  }

  private boolean isOverWithin(Duration pause) throws InterruptedException {
    return last || closing.await(pause.toNanos(), NANOSECONDS) || last;
  }

  /** One life of the child; tells how it ended. */
  private String live(CompletableFuture<ProcessAddress> ready) throws InterruptedException {
    try {
      ChildProcess child = ChildProcess.start(command);
      jvm = child;
      String name = role + " " + child.pid();
      try {
        if (!last) {
          limitStart(child, ready);
          child.listen(
              port -> welcome(name, child, port, ready), line -> log.info(name + ": " + line));
        }
      } finally {
        end(child);
      }
      return name + " ended with " + child.exitCode();
    } catch (IOException | RuntimeException failure) {
      return "%s cannot be started: %s".formatted(role, failure.getMessage());
    }
  }

  private void welcome(
      String name, ChildProcess child, int port, CompletableFuture<ProcessAddress> ready) {
    if (ready.complete(new ProcessAddress(URI.create("http://127.0.0.1:" + port), child.token()))) {
      log.info(name + " is ready");
    }
  }

  private void limitStart(ChildProcess child, CompletableFuture<ProcessAddress> ready) {
    CompletableFuture.delayedExecutor(startTimeout.toNanos(), NANOSECONDS, Runnable::run)
        .execute(() -> giveUp(child, ready));
  }

  private void giveUp(ChildProcess child, CompletableFuture<ProcessAddress> ready) {
    String late = "the %s was not ready within %s ms".formatted(role, startTimeout.toMillis());
    if (ready.completeExceptionally(new ChildUnavailable(late, pauses.first()))) {
      child.kill();
    }
  }

  /** Tells whoever waits for this child, and whoever will ask before there is another. */
  private void bury(String end, Duration pause) {
    String then = "%s; another one is started in %s ms".formatted(end, pause.toMillis());
    log.warn(then);
    ChildUnavailable gone = new ChildUnavailable(then, pause);
    address.completeExceptionally(gone);
    address =
        pause.compareTo(PATIENCE) < 0
            ? new CompletableFuture<>()
            : CompletableFuture.failedFuture(gone);
  }

  private static void end(@Nullable ChildProcess child) throws InterruptedException {
    if (child != null) {
      child.end(GRACE);
    }
  }
}
