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
 * Runs one child process until this is closed: starts it, logs its output, and restarts it after a
 * pause when it ends.
 *
 * <p>One thread per child waits for its end; callers of {@link #address} block none. Only that
 * thread replaces the address.
 */
final class ChildSupervisor implements AutoCloseable {
  private static final Log log = LogFactory.getLog(ChildSupervisor.class);
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Callers wait for the next child during shorter backoff and fail during longer ones. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final String role;
  private final List<String> command;
  private final Duration startTimeout;
  private final RestartBackoff backoff;
  private final Runnable restarted;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile CompletableFuture<ProcessAddress> address = new CompletableFuture<>();
  private volatile @Nullable ChildProcess current;
  private volatile boolean restartDisabled;

  ChildSupervisor(
      String role,
      List<String> command,
      Duration startTimeout,
      RestartBackoff backoff,
      Runnable restarted) {
    this.role = role;
    this.command = command;
    this.startTimeout = startTimeout;
    this.backoff = backoff;
    this.restarted = restarted;
    this.thread = Thread.ofPlatform().daemon().name(role + "-supervision").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The address of the child once it is ready; {@link ChildUnavailable} if it does not start. */
  Mono<ProcessAddress> address() {
    return Mono.fromFuture(() -> address, true);
  }

  boolean isUp() {
    CompletableFuture<ProcessAddress> now = address;
    return now.isDone() && !now.isCompletedExceptionally();
  }

  /** Lets the child run, but starts no other after it. */
  void disableRestart() {
    restartDisabled = true;
  }

  /** Terminates the child and waits for its end. */
  @Override
  public void close() {
    disableRestart();
    closing.countDown();
    try {
      terminate(current);
      thread.join(GRACE.multipliedBy(2));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      supervise();
    } catch (InterruptedException interrupted) {
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
      long startNanos = System.nanoTime();
      String end = runOnce(address);
      pause = backoff.next(Duration.ofNanos(System.nanoTime() - startNanos), pause);
      if (!restartDisabled) {
        onExit(end, pause);
      }
    } while (!isClosedWithin(pause));
  }

  private boolean isClosedWithin(Duration pause) throws InterruptedException {
    return restartDisabled || closing.await(pause.toNanos(), NANOSECONDS) || restartDisabled;
  }

  /** Runs one child until it ends; returns how it ended. */
  private String runOnce(CompletableFuture<ProcessAddress> ready) throws InterruptedException {
    try {
      ChildProcess child = ChildProcess.start(command);
      current = child;
      String name = role + " " + child.pid();
      try {
        if (!restartDisabled) {
          limitStart(child, ready);
          child.listen(
              port -> onReady(name, child, port, ready), line -> log.info(name + ": " + line));
        }
      } finally {
        terminate(child);
      }
      return name + " ended with " + child.exitCode();
    } catch (IOException | RuntimeException failure) {
      return "%s cannot be started: %s".formatted(role, failure.getMessage());
    }
  }

  private void onReady(
      String name, ChildProcess child, int port, CompletableFuture<ProcessAddress> ready) {
    if (ready.complete(new ProcessAddress(URI.create("http://127.0.0.1:" + port), child.token()))) {
      log.info(name + " is ready");
    }
  }

  private void limitStart(ChildProcess child, CompletableFuture<ProcessAddress> ready) {
    CompletableFuture.delayedExecutor(startTimeout.toNanos(), NANOSECONDS, Runnable::run)
        .execute(() -> onStartTimeout(child, ready));
  }

  private void onStartTimeout(ChildProcess child, CompletableFuture<ProcessAddress> ready) {
    String late = "the %s was not ready within %s ms".formatted(role, startTimeout.toMillis());
    if (ready.completeExceptionally(new ChildUnavailable(late, backoff.first()))) {
      child.kill();
    }
  }

  /** Fails the callers that wait for this child, and the later ones if the pause is long. */
  private void onExit(String end, Duration pause) {
    String text = "%s; another one is started in %s ms".formatted(end, pause.toMillis());
    log.warn(text);
    ChildUnavailable gone = new ChildUnavailable(text, pause);
    address.completeExceptionally(gone);
    address =
        pause.compareTo(LONGEST_WAIT) < 0
            ? new CompletableFuture<>()
            : CompletableFuture.failedFuture(gone);
  }

  private static void terminate(@Nullable ChildProcess child) throws InterruptedException {
    if (child != null) {
      child.terminate(GRACE);
    }
  }
}
