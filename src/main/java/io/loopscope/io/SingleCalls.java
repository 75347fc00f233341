package io.loopscope.io;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.Delay;
import io.loopscope.http.Limits;
import io.loopscope.http.Try;
import io.loopscope.placement.Placements;
import io.loopscope.placement.Work;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One call, with and without a deadline; one timer; one call that blocks. */
@RestController
@RequestMapping(
    path = "/api/io",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class SingleCalls {
  private final Remote remote;
  private final Compositions compositions;
  private final BlockingClient blockingClient;
  private final Placements placements;
  private final Limits limits;

  SingleCalls(
      Remote remote,
      Compositions compositions,
      BlockingClient blockingClient,
      Placements placements,
      Limits limits) {
    this.remote = remote;
    this.compositions = compositions;
    this.blockingClient = blockingClient;
    this.placements = placements;
    this.limits = limits;
  }

  @Try(
      shows = "one downstream call, awaited without blocking",
      curl = "curl '{service}/api/io/call?delay=200ms'")
  @GetMapping("/call")
  Mono<Composition> call(@RequestParam(defaultValue = "200ms") Delay delay) {
    return compositions.single("call", remote.call(limits.delay(delay)));
  }

  @Try(
      shows = "504 at the timeout, and the downstream call is really cancelled",
      curl = "curl -i '{service}/api/io/wait-for?delay=2s&timeout=1s'")
  @GetMapping("/wait-for")
  Mono<Composition> waitFor(
      @RequestParam(defaultValue = "200ms") Delay delay,
      @RequestParam(defaultValue = "1s") Duration timeout) {
    return compositions
        .single("wait-for", remote.call(limits.delay(delay)))
        .timeout(
            limits.timeout(timeout), Mono.error(() -> Failures.late(timeout, "was cancelled")));
  }

  @Try(shows = "a timer, no call", curl = "curl '{service}/api/io/sleep?delay=200ms'")
  @GetMapping("/sleep")
  Mono<Slept> sleep(@RequestParam(defaultValue = "200ms") Delay delay) {
    return compositions.sleep(limits.delay(delay).draw(ThreadLocalRandom.current()));
  }

  @Try(
      shows = "a blocking HTTP client, where you put it",
      curl = "curl '{service}/api/io/blocking?delay=200ms&on=bounded-elastic'")
  @GetMapping("/blocking")
  Mono<Blocked> blocking(
      @RequestParam(defaultValue = "200ms") Delay delay,
      @RequestParam(defaultValue = "parallel") Blockable on) {
    Delay allowed = limits.delay(delay);
    return placements
        .run(
            on.placement(),
            "blocking-http",
            () -> Work.indivisible(() -> blockingClient.call(allowed)))
        .map(placed -> Blocked.of(on, placed))
        .onErrorMap(Failures::problem);
  }
}
