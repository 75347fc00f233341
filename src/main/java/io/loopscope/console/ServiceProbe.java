package io.loopscope.console;

import io.loopscope.eventloop.LagBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures what an outside client sees: sends a ping to the service at a steady rate, and times
 * each answer from the planned send, not from the actual one.
 *
 * <p>Every probe opens a new connection, because the kernel and the acceptor spread new connections
 * over all loops; kept-alive ones would stay on their first loops. Probes never wait for each
 * other, and no more are open than fit into the timeout.
 */
final class ServiceProbe implements SmartLifecycle {
  private final WebClient service;
  private final MeterRegistry registry;
  private final ProbeSettings settings;
  private final LongSupplier nanoTime;
  private final RecentLatencies recent;
  private @Nullable Disposable running;

  ServiceProbe(
      WebClient service, MeterRegistry registry, ProbeSettings settings, LongSupplier nanoTime) {
    this.service = service;
    this.registry = registry;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.recent = new RecentLatencies(remembered(settings));
  }

  /** Latencies of its latest probes, including those without an answer yet. */
  RecentLatencies recent() {
    return recent;
  }

  @Override
  public void start() {
    long first = nanoTime.getAsLong();
    running =
        Flux.interval(settings.interval())
            .onBackpressureDrop(number -> record("dropped", settings.timeout().toNanos()))
            .flatMap(number -> probe(first + (number + 1) * settings.interval().toNanos()), open())
            .subscribe();
  }

  @Override
  public void stop() {
    if (running != null) {
      running.dispose();
      running = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  private Mono<Void> probe(long plannedNanos) {
    RecentLatencies.Wait wait = recent.begin(plannedNanos);
    return service
        .get()
        .uri("/api/ping")
        .retrieve()
        .toBodilessEntity()
        .timeout(settings.timeout())
        .map(answer -> "success")
        .onErrorResume(failure -> Mono.just(outcome(failure)))
        .doOnNext(outcome -> end(wait, outcome, nanoTime.getAsLong() - plannedNanos))
        .then();
  }

  private void end(RecentLatencies.Wait wait, String outcome, long nanos) {
    if (outcome.equals("error")) {
      wait.fail();
    } else {
      wait.end(nanos);
    }
    record(outcome, nanos);
  }

  private static int remembered(ProbeSettings settings) {
    Duration longest = RecentLatencies.WINDOW.plus(settings.timeout());
    return Math.toIntExact(1 + longest.dividedBy(settings.interval()));
  }

  private int open() {
    return Math.toIntExact(1 + settings.timeout().dividedBy(settings.interval()));
  }

  private void record(String outcome, long nanos) {
    Timer.builder("loopscope.probe")
        .description("What an outside client of the service sees, from the planned send")
        .tag("outcome", outcome)
        .serviceLevelObjectives(LagBuckets.buckets())
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static String outcome(Throwable failure) {
    return failure instanceof TimeoutException ? "timeout" : "error";
  }
}
