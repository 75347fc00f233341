package io.loopscope.io;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.ApiExample;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import io.loopscope.placement.Placements;
import io.loopscope.placement.SteppedWork;
import io.loopscope.role.ConditionalOnService;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One call, with and without a deadline; one timer; one call that blocks. */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/io",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class SingleCallController {
  private final DownstreamClient downstream;
  private final Compositions compositions;
  private final BlockingClient blockingClient;
  private final Placements placements;
  private final RequestLimits limits;

  SingleCallController(
      DownstreamClient downstream,
      Compositions compositions,
      BlockingClient blockingClient,
      Placements placements,
      RequestLimits limits) {
    this.downstream = downstream;
    this.compositions = compositions;
    this.blockingClient = blockingClient;
    this.placements = placements;
    this.limits = limits;
  }

  @ApiExample(
      shows = "one downstream call, awaited without blocking",
      curl = "curl '{service}/api/io/call?delay=200ms'")
  @GetMapping("/call")
  Mono<CompositionResult> call(@RequestParam(defaultValue = "200ms") DelayDistribution delay) {
    return compositions.single("call", downstream.call(limits.delay(delay)));
  }

  @ApiExample(
      shows = "504 at the timeout, and the downstream call is really cancelled",
      curl = "curl -i '{service}/api/io/wait-for?delay=2s&timeout=1s'")
  @GetMapping("/wait-for")
  Mono<CompositionResult> waitFor(
      @RequestParam(defaultValue = "200ms") DelayDistribution delay,
      @RequestParam(defaultValue = "1s") Duration timeout) {
    return compositions
        .single("wait-for", downstream.call(limits.delay(delay)))
        .timeout(
            limits.timeout(timeout),
            Mono.error(() -> DownstreamFailure.late(timeout, "was cancelled")));
  }

  @ApiExample(shows = "a timer, no call", curl = "curl '{service}/api/io/sleep?delay=200ms'")
  @GetMapping("/sleep")
  Mono<SleepResult> sleep(@RequestParam(defaultValue = "200ms") DelayDistribution delay) {
    return compositions.sleep(limits.delay(delay).draw(ThreadLocalRandom.current()));
  }

  @ApiExample(
      shows = "a blocking HTTP client, where you put it",
      curl = "curl '{service}/api/io/blocking?delay=200ms&on=bounded-elastic'")
  @GetMapping("/blocking")
  Mono<BlockingResult> blocking(
      @RequestParam(defaultValue = "200ms") DelayDistribution delay,
      @RequestParam(defaultValue = "parallel") BlockingPlacement on) {
    DelayDistribution allowed = limits.delay(delay);
    return placements
        .run(
            on.placement(),
            "blocking-http",
            () -> SteppedWork.indivisible(() -> blockingClient.call(allowed)))
        .map(placed -> BlockingResult.of(on, placed))
        .onErrorMap(DownstreamFailure::of);
  }
}
