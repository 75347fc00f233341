package io.loopscope.io;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.Delay;
import io.loopscope.http.Limits;
import io.loopscope.http.Problem;
import io.loopscope.http.Try;
import io.loopscope.task.Tasks;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A call that goes on when its caller gives up. */
@RestController
@RequestMapping(
    path = "/api/io",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class Shield {
  private final Remote remote;
  private final Compositions compositions;
  private final Tasks tasks;
  private final Limits limits;

  Shield(Remote remote, Compositions compositions, Tasks tasks, Limits limits) {
    this.remote = remote;
    this.compositions = compositions;
    this.tasks = tasks;
    this.limits = limits;
  }

  @Try(
      shows = "504 at the timeout, but the call goes on as a task",
      curl = "curl -i '{service}/api/io/shield?delay=2s&timeout=1s'")
  @GetMapping("/shield")
  Mono<Composition> shield(
      @RequestParam(defaultValue = "200ms") Delay delay,
      @RequestParam(defaultValue = "1s") Duration timeout) {
    Mono<Composition> call = compositions.single("shield", remote.call(limits.delay(delay)));
    Duration patience = limits.timeout(timeout);
    return Mono.defer(() -> await(call, patience));
  }

  private Mono<Composition> await(Mono<Composition> call, Duration timeout) {
    Sinks.One<Composition> end = Sinks.one();
    URI task = tasks.start("shield", ending(call, end)).location();
    return end.asMono()
        .timeout(
            timeout, Mono.error(() -> Failures.late(timeout, "goes on as a task").location(task)));
  }

  private static Mono<Composition> ending(Mono<Composition> call, Sinks.One<Composition> end) {
    return call.doOnSuccess(end::tryEmitValue)
        .doOnError(end::tryEmitError)
        .doOnCancel(() -> end.tryEmitError(cancelled()));
  }

  private static Problem cancelled() {
    return Problem.of(HttpStatus.CONFLICT, "the task that makes the call was cancelled");
  }
}
