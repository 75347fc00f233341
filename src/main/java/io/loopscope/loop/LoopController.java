package io.loopscope.loop;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.failure.Failure;
import io.loopscope.failure.NotFound;
import io.loopscope.http.ApiExample;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.http.RequestLimits;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.SteppedWork;
import io.loopscope.role.ConditionalOnService;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reports the loops of this process, and hands a task to one of them. */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/loops",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class LoopController {
  private static final String SERVICE = "http";

  private final LoopRegistry loops;
  private final Placements placements;
  private final RequestLimits limits;

  LoopController(LoopRegistry loops, Placements placements, RequestLimits limits) {
    this.loops = loops;
    this.placements = placements;
    this.limits = limits;
  }

  @ApiExample(shows = "the event loops of this process", curl = "curl {service}/api/loops")
  @GetMapping
  Mono<LoopList> all() {
    return Mono.fromSupplier(
        () -> new LoopList(loops.all().stream().map(LoopController::now).toList()));
  }

  @ApiExample(
      shows = "a task handed to a given loop from a foreign thread",
      curl = "curl -X POST {service}/api/loops/http-0/run")
  @PostMapping("/{loop}/run")
  Mono<LoopHop> run(
      @PathVariable String loop, @RequestParam(defaultValue = "10s") Duration timeout) {
    WatchedLoop target = find(loop);
    return placements
        .run(Placement.BOUNDED_ELASTIC, "hop", () -> SteppedWork.indivisible(() -> target))
        .flatMap(departed -> LoopHop.to(departed.value()))
        .timeout(limits.timeout(timeout), Mono.error(() -> new LoopBusy(target, timeout)));
  }

  private WatchedLoop find(String asked) {
    WatchedLoop found =
        loops.all().stream()
            .filter(loop -> loop.name().equals(asked) || isServiceIndex(loop, asked))
            .findFirst()
            .orElseThrow(() -> unknown(asked));
    if (!found.group().equals(SERVICE)) {
      throw new LoopReserved(found.name(), names());
    }
    return found;
  }

  private static boolean isServiceIndex(WatchedLoop loop, String asked) {
    return loop.group().equals(SERVICE) && String.valueOf(loop.index()).equals(asked);
  }

  private Failure unknown(String asked) {
    return new NotFound("no such loop; there are: " + names()).with("loop", asked);
  }

  private String names() {
    return loops.group(SERVICE).stream().map(WatchedLoop::name).collect(Collectors.joining(", "));
  }

  private static State now(WatchedLoop loop) {
    return new State(
        loop.group(),
        loop.index(),
        loop.name(),
        loop.thread().map(Thread::getName).orElse(""),
        loop.transport(),
        PlacedResult.millis(loop.awakeNanos()),
        loop.pending(),
        loop.connections());
  }

  /** Every loop, group by group. */
  record LoopList(List<State> loops) implements PlainTextAnswer {
    @Override
    public String plainText() {
      return loops.stream().map(State::plainText).collect(Collectors.joining("\n"));
    }
  }

  /**
   * A loop now.
   *
   * @param awakeMs age of its present turn, so how long a task handed to it would have waited; 0
   *     while it waits for sockets
   * @param pending tasks queued on it
   * @param connections channels registered on it, listening ones included
   */
  record State(
      String group,
      int loop,
      String name,
      String thread,
      String transport,
      double awakeMs,
      int pending,
      int connections)
      implements PlainTextAnswer {
    @Override
    public String plainText() {
      return "%-14s %-28s awake %s ms, %d pending, %d connections"
          .formatted(name, thread, awakeMs, pending, connections);
    }
  }
}
