package io.loopscope.process;

import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.RemoteExecutor;
import io.loopscope.placement.RemoteWork;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends work to a worker process over HTTP: CPU-bound work there is I/O-bound here and blocks no
 * thread.
 *
 * <p>A request is repeated once if its worker is lost, since remote work has no side effects.
 * Connecting is retried for a few seconds: without a connection no work has begun.
 */
final class WorkerClient implements RemoteExecutor {
  private static final byte[] NOTHING = {};
  private static final int CONNECT_ATTEMPTS = 5;
  private static final Duration CONNECT_PAUSE = Duration.ofMillis(100);

  private final WebClient client;
  private final Mono<ProcessAddress> address;
  private final ProcessSettings settings;
  private final LongSupplier nanoTime;

  WorkerClient(
      WebClient client,
      Mono<ProcessAddress> address,
      ProcessSettings settings,
      LongSupplier nanoTime) {
    this.client = client;
    this.address = address;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public int limit() {
    return settings.queue();
  }

  @Override
  public Mono<PlacedResult<byte[]>> run(RemoteWork work) {
    return Mono.defer(() -> run(work, nanoTime.getAsLong()));
  }

  private Mono<PlacedResult<byte[]>> run(RemoteWork work, long startNanos) {
    return address
        .flatMap(worker -> post(worker, work))
        .retryWhen(
            Retry.backoff(CONNECT_ATTEMPTS, CONNECT_PAUSE)
                .filter(WorkerFailure::isUnreachable)
                .onRetryExhaustedThrow((attempts, last) -> last.failure()))
        .retryWhen(
            Retry.max(1)
                .filter(WorkerFailure::isLost)
                .onRetryExhaustedThrow((attempts, last) -> last.failure()))
        .map(answer -> placed(answer, nanoTime.getAsLong() - startNanos))
        .timeout(settings.timeout())
        .onErrorMap(failure -> WorkerFailure.of(failure, settings.timeout()));
  }

  private Mono<ResponseEntity<byte[]>> post(ProcessAddress worker, RemoteWork work) {
    return client
        .post()
        .uri(worker.url() + "/work")
        .headers(worker::authorize)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(work.description())
        .retrieve()
        .toEntity(byte[].class);
  }

  private static PlacedResult<byte[]> placed(ResponseEntity<byte[]> answer, long elapsedNanos) {
    WorkTimings timings = WorkTimings.read(answer.getHeaders());
    return new PlacedResult<>(
        Objects.requireNonNullElse(answer.getBody(), NOTHING),
        timings.thread(),
        elapsedNanos - timings.runNanos(),
        timings.runNanos());
  }
}
