package io.loopscope.loadgen;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.PlainText;
import io.loopscope.http.Problem;
import io.loopscope.http.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Starts loads, tells how far they are and what they measured, stops them. */
@RestController
@RequestMapping(
    path = "/runs",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class RunController {
  private static final String START =
      "{service}/runs --json '{\"duration\":\"2s\",\"streams\":[{\"name\":\"ping\","
          + "\"path\":\"/api/ping\",\"model\":{\"open\":{\"perSecond\":100}}}]}'";
  private static final String START_ONE = "curl -so /dev/null -w %header{location} " + START;

  private final Runs runs;
  private final Admission admission;
  private final LoadBody body;

  RunController(Runs runs, Admission admission, LoadBody body) {
    this.runs = runs;
    this.admission = admission;
    this.body = body;
  }

  @Try(shows = "a load, sent to a configured target", curl = "curl -i " + START)
  @PostMapping(consumes = APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<View>> start(
      @RequestBody Mono<JsonNode> request, @RequestParam(defaultValue = "600s") Duration lease) {
    Duration checked = Admission.lease(lease);
    return request
        .map(body::read)
        .map(admission::admit)
        .map(load -> runs.start(load, checked))
        .map(
            id ->
                ResponseEntity.accepted().location(Runs.location(id)).body(View.of(id, find(id))));
  }

  @Try(shows = "how far a load is", curl = "curl {service}$(" + START_ONE + ")")
  @GetMapping("/{id}")
  Mono<View> one(@PathVariable String id) {
    return Mono.fromSupplier(() -> View.of(id, find(id)));
  }

  @Try(
      shows = "what a load measured, once it has ended",
      curl = "curl -f --retry 9 --retry-all-errors {service}$(" + START_ONE + ")/result")
  @GetMapping("/{id}/result")
  Mono<Measured> result(@PathVariable String id) {
    return Mono.defer(() -> finished(id, find(id)).result());
  }

  @Try(shows = "a load that is stopped", curl = "curl -X DELETE {service}$(" + START_ONE + ")")
  @DeleteMapping("/{id}")
  Mono<View> cancel(@PathVariable String id) {
    return Mono.defer(
        () -> {
          Run run = find(id);
          if (run.state().isEnded()) {
            throw conflict(id, run, "has ended already");
          }
          return run.cancel().then(Mono.fromSupplier(() -> View.of(id, run)));
        });
  }

  private Run find(String id) {
    return runs.find(id)
        .orElseThrow(
            () ->
                Problem.of(
                    HttpStatus.NOT_FOUND,
                    "no run has this id; ended runs are forgotten when others need the room"));
  }

  private static Run finished(String id, Run run) {
    if (run.state() != State.FINISHED) {
      throw conflict(id, run, "has no result");
    }
    return run;
  }

  private static Problem conflict(String id, Run run, String what) {
    State state = run.state();
    Problem problem =
        Problem.of(HttpStatus.CONFLICT, "run %s %s: %s".formatted(id, what, state.id()))
            .with("state", state);
    String error = run.error();
    return error == null ? problem : problem.with("error", error);
  }

  /**
   * A run as callers see it.
   *
   * @param progress of the planned sends, 0 to 1
   * @param secondsLeft until the last planned send
   * @param startsAt when the first request is due; null until that is settled
   * @param error why it failed; null unless it did
   */
  record View(
      String id,
      State state,
      double progress,
      double secondsLeft,
      @Nullable Instant startsAt,
      @Nullable String error,
      List<Streaming.Progress> streams)
      implements PlainText {
    static View of(String id, Run run) {
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
