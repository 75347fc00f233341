package io.loopscope.stream;

import static org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;

import io.loopscope.eventloop.Loop;
import io.loopscope.http.Delay;
import io.loopscope.http.Limits;
import io.loopscope.http.Problem;
import io.loopscope.http.Try;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Server-sent events at a steady pace: what a long-lived response costs, and a loop's lateness. */
@RestController
final class TickController {
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final Ticks ticks;
  private final OpenStreams streams;
  private final Limits limits;

  TickController(Ticks ticks, OpenStreams streams, Limits limits) {
    this.ticks = ticks;
    this.streams = streams;
    this.limits = limits;
  }

  @Try(
      shows = "server-sent events, each with how late its loop sent it",
      curl = "curl -N --max-time 5 '{service}/api/stream/ticks?every=500ms'")
  @GetMapping(path = "/api/stream/ticks", produces = TEXT_EVENT_STREAM_VALUE)
  Flux<Ticks.Tick> ticks(@RequestParam(defaultValue = "1s") Duration every) {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(limits.delay()) > 0) {
      throw Problem.badParameter(
          "every",
          Delay.fixed(every),
          Delay.fixed(SHORTEST) + " to " + Delay.fixed(limits.delay()));
    }
    return streams
        .counted(OpenStreams.Kind.TICKS, ticks.every(every, Loop.current()))
        .takeUntilOther(streams.stopping());
  }
}
