package io.loopscope.io;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.APPLICATION_NDJSON_VALUE;
import static org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.ApiExample;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many calls, composed in several ways. */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/io",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class CompositionController {
  private final DownstreamClient downstream;
  private final Compositions compositions;
  private final RequestLimits limits;
  private final IoSettings settings;

  CompositionController(
      DownstreamClient downstream,
      Compositions compositions,
      RequestLimits limits,
      IoSettings settings) {
    this.downstream = downstream;
    this.compositions = compositions;
    this.limits = limits;
    this.settings = settings;
  }

  @ApiExample(
      shows = "calls one after the other: the total is the sum",
      curl = "curl '{service}/api/io/sequential?calls=2&delay=2s'")
  @GetMapping("/sequential")
  Mono<CompositionResult> sequential(
      @RequestParam(defaultValue = "5") int calls,
      @RequestParam(defaultValue = "200ms") DelayDistribution delay) {
    settings.checkDuration(limits.calls(calls), 1, limits.delay(delay));
    return compositions.sequential(calls, call -> downstream.call(delay));
  }

  @ApiExample(
      shows = "calls together: the total is the longest",
      curl = "curl '{service}/api/io/gather?calls=2&delay=2s'")
  @GetMapping("/gather")
  Mono<CompositionResult> gather(
      @RequestParam(defaultValue = "5") int calls,
      @RequestParam(defaultValue = "200ms") DelayDistribution delay,
      @RequestParam Optional<Integer> concurrency,
      @RequestParam Optional<Integer> fail,
      @RequestParam(name = "return-exceptions", defaultValue = "false") boolean returnExceptions) {
    IntFunction<Mono<?>> call = calls(limits.calls(calls), limits.delay(delay), fail);
    int atOnce = concurrency.orElse(calls);
    RequestLimits.within("concurrency", atOnce, 1, limits.calls());
    settings.checkDuration(calls, atOnce, delay);
    return returnExceptions
        ? compositions.gatherWithFailures(calls, atOnce, call)
        : compositions.gather(calls, atOnce, call);
  }

  @ApiExample(
      shows = "calls together, until the first is done; the pending ones are cancelled then",
      curl = "curl '{service}/api/io/wait?calls=5&delay=100ms..1s&until=first-completed'")
  @GetMapping("/wait")
  Mono<WaitResult> waitUntil(
      @RequestParam(defaultValue = "5") int calls,
      @RequestParam(defaultValue = "200ms") DelayDistribution delay,
      @RequestParam(defaultValue = "first-completed") WaitCondition until,
      @RequestParam Optional<Duration> timeout,
      @RequestParam Optional<Integer> fail) {
    IntFunction<Mono<?>> call = calls(limits.calls(calls), limits.delay(delay), fail);
    return compositions.waitUntil(until, timeout.map(limits::timeout), calls, call);
  }

  @ApiExample(
      shows = "results streamed in the order they come in",
      curl = "curl -N '{service}/api/io/as-completed?calls=5&delay=100ms..2s'")
  @GetMapping(
      path = "/as-completed",
      produces = {
        APPLICATION_NDJSON_VALUE,
        TEXT_EVENT_STREAM_VALUE,
        APPLICATION_JSON_VALUE,
        TEXT_PLAIN_VALUE
      })
  Flux<CallStep> asCompleted(
      @RequestParam(defaultValue = "5") int calls,
      @RequestParam(defaultValue = "200ms") DelayDistribution delay) {
    return compositions.asCompleted(
        limits.calls(calls), calls(calls, limits.delay(delay), Optional.empty()));
  }

  /** Calls of which number {@code fail}, counted from 1 as in the timeline, fails at once. */
  private IntFunction<Mono<?>> calls(int calls, DelayDistribution delay, Optional<Integer> fail) {
    fail.ifPresent(number -> RequestLimits.within("fail", number, 1, calls));
    return number ->
        fail.filter(failing -> failing == number).isPresent()
            ? downstream.fail()
            : downstream.call(delay);
  }
}
