package io.loopscope.io;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.ApiExample;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import io.loopscope.task.TaskStore;
import java.net.URI;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A call that continues after its caller timed out. */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/io",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class ShieldedCalls {
  private final DownstreamClient downstream;
  private final Compositions compositions;
  private final TaskStore tasks;
  private final RequestLimits limits;

  ShieldedCalls(
      DownstreamClient downstream,
      Compositions compositions,
      TaskStore tasks,
      RequestLimits limits) {
    this.downstream = downstream;
    this.compositions = compositions;
    this.tasks = tasks;
    this.limits = limits;
  }

  @ApiExample(
      shows = "504 at the timeout, but the call goes on as a task",
      curl = "curl -i '{service}/api/io/shield?delay=2s&timeout=1s'")
  @GetMapping("/shield")
  Mono<CompositionResult> shield(
      @RequestParam(defaultValue = "200ms") DelayDistribution delay,
      @RequestParam(defaultValue = "1s") Duration timeout) {
    Mono<CompositionResult> call =
        compositions.single("shield", downstream.call(limits.delay(delay)));
    Duration patience = limits.timeout(timeout);
    return Mono.defer(() -> await(call, patience));
  }

  private Mono<CompositionResult> await(Mono<CompositionResult> call, Duration timeout) {
    Sinks.One<CompositionResult> end = Sinks.one();
    URI task = tasks.start("shield", ending(call, end)).location();
    return end.asMono()
        .timeout(
            timeout,
            Mono.error(() -> DownstreamFailure.late(timeout, "goes on as a task").at(task)));
  }

  private static Mono<CompositionResult> ending(
      Mono<CompositionResult> call, Sinks.One<CompositionResult> end) {
    return call.doOnSuccess(end::tryEmitValue)
        .doOnError(end::tryEmitError)
        .doOnCancel(() -> end.tryEmitError(DownstreamFailure.cancelled()));
  }
}
