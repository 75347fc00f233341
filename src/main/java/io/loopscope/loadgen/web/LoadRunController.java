package io.loopscope.loadgen.web;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.failure.NotFound;
import io.loopscope.http.ApiExample;
import io.loopscope.http.JsonBody;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.LoadRunState;
import io.loopscope.loadgen.engine.LoadRun;
import io.loopscope.loadgen.engine.StreamRunner;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Starts and stops runs, and serves their progress and results. */
@RestController
@ConditionalOnRole(Role.LOADGEN)
@RequestMapping(
    path = "/runs",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class LoadRunController {
  private static final String START =
      "{service}/runs --json '{\"duration\":\"2s\",\"streams\":[{\"name\":\"ping\","
          + "\"path\":\"/api/ping\",\"model\":{\"open\":{\"perSecond\":100}}}]}'";
  private static final String START_ONE = "curl -so /dev/null -w %header{location} " + START;

  private final LoadRuns runs;
  private final LoadValidator validator;

  LoadRunController(LoadRuns runs, LoadValidator validator) {
    this.runs = runs;
    this.validator = validator;
  }

  @ApiExample(shows = "a load, sent to a configured target", curl = "curl -i " + START)
  @PostMapping(consumes = APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<View>> start(
      @RequestBody Mono<JsonNode> request, @RequestParam(defaultValue = "600s") Duration lease) {
    Duration checked = LoadValidator.lease(lease);
    return request
        .map(body -> JsonBody.read(body, LoadPlan.class))
        .map(validator::validate)
        .map(load -> runs.start(load, checked))
        .map(
            id ->
                ResponseEntity.accepted()
                    .location(LoadRuns.location(id))
                    .body(View.of(id, find(id))));
  }

  @ApiExample(shows = "how far a load is", curl = "curl {service}$(" + START_ONE + ")")
  @GetMapping("/{id}")
  Mono<View> one(@PathVariable String id) {
    return Mono.fromSupplier(() -> View.of(id, find(id)));
  }

  @ApiExample(
      shows = "what a load measured, once it has ended",
      curl = "curl -f --retry 9 --retry-all-errors {service}$(" + START_ONE + ")/result")
  @GetMapping("/{id}/result")
  Mono<LoadResult> result(@PathVariable String id) {
    return Mono.defer(() -> finished(id, find(id)).result());
  }

  @ApiExample(
      shows = "a load that is stopped",
      curl = "curl -X DELETE {service}$(" + START_ONE + ")")
  @DeleteMapping("/{id}")
  Mono<View> cancel(@PathVariable String id) {
    return Mono.defer(
        () -> {
          LoadRun run = find(id);
          if (run.state().isEnded()) {
            throw RunConflict.of(id, run, "has ended already");
          }
          return run.cancel().then(Mono.fromSupplier(() -> View.of(id, run)));
        });
  }

  private LoadRun find(String id) {
    return runs.find(id)
        .orElseThrow(
            () ->
                new NotFound(
                    "no run has this id; ended runs are forgotten when others need the room"));
  }

  private static LoadRun finished(String id, LoadRun run) {
    if (run.state() != LoadRunState.FINISHED) {
      throw RunConflict.of(id, run, "has no result");
    }
    return run;
  }

  /**
   * A run in responses.
   *
   * @param progress of the planned sends, 0 to 1
   * @param secondsLeft until the last planned send
   * @param startsAt the first planned send; null until it is known
   * @param error why the run failed; null unless it did
   */
  record View(
      String id,
      LoadRunState state,
      double progress,
      double secondsLeft,
      @Nullable Instant startsAt,
      @Nullable String error,
      List<StreamRunner.Progress> streams)
      implements PlainTextAnswer {
    static View of(String id, LoadRun run) {
      double left = run.left().toNanos();
      return new View(
          id,
          run.state(),
          Math.clamp(1 - left / run.load().length().toNanos(), 0, 1),
          Math.ceil(left / 1e8) / 10,
          run.startsAt(),
          run.error(),
          run.progress());
    }

    @Override
    public String plainText() {
      return streams.stream()
          .map(
              it ->
                  "%s sent %d completed %d failed %d in flight %d"
                      .formatted(it.name(), it.sent(), it.completed(), it.failed(), it.inFlight()))
          .collect(
              Collectors.joining(
                  "\n", "%s %s %.1f s left\n".formatted(id, state.id(), secondsLeft), ""));
    }
  }
}
