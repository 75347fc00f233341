package io.loopscope.stream;

import static org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.ApiExample;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Server-sent events at a steady pace: what a long-lived response costs, and a loop's lateness. */
@RestController
@ConditionalOnService
final class TickController {
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final TickSource ticks;
  private final OpenStreams streams;
  private final RequestLimits limits;

  TickController(TickSource ticks, OpenStreams streams, RequestLimits limits) {
    this.ticks = ticks;
    this.streams = streams;
    this.limits = limits;
  }

  @ApiExample(
      shows = "server-sent events, each with how late its loop sent it",
      curl = "curl -N --max-time 5 '{service}/api/stream/ticks?every=500ms'")
  @GetMapping(path = "/api/stream/ticks", produces = TEXT_EVENT_STREAM_VALUE)
  Flux<TickSource.Tick> ticks(@RequestParam(defaultValue = "1s") Duration every) {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(limits.delay()) > 0) {
      throw InvalidRequest.parameter(
          "every",
          DelayDistribution.fixed(every),
          DelayDistribution.fixed(SHORTEST) + " to " + DelayDistribution.fixed(limits.delay()));
    }
    return streams
        .counted(OpenStreams.Kind.TICKS, ticks.every(every, WatchedLoop.current()))
        .takeUntilOther(streams.stopping());
  }
}
