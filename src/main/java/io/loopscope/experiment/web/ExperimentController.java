package io.loopscope.experiment.web;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.ReportFormat;
import io.loopscope.experiment.report.ReportSummary;
import io.loopscope.experiment.run.ExperimentRunner;
import io.loopscope.experiment.run.KindDescription;
import io.loopscope.failure.NotFound;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Starts, lists, follows and cancels experiments, and serves their reports. */
@Hidden
@RestController
@RequestMapping("/api/experiments")
final class ExperimentController {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final ExperimentRunner experiments;

  ExperimentController(ExperimentRunner experiments) {
    this.experiments = experiments;
  }

  @GetMapping(path = "/kinds", produces = APPLICATION_JSON_VALUE)
  Mono<List<KindDescription>> kinds() {
    return Mono.fromSupplier(experiments::kinds);
  }

  @PostMapping(
      consumes = APPLICATION_JSON_VALUE,
      produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
  Mono<ResponseEntity<ExperimentReport>> start(@RequestBody Mono<JsonNode> body) {
    return body.map(ExperimentRequestBody::read)
        .map(experiments::start)
        .map(
            report ->
                ResponseEntity.accepted()
                    .location(ExperimentRunner.location(report.id()))
                    .body(report));
  }

  @GetMapping(produces = APPLICATION_JSON_VALUE)
  Mono<List<ReportSummary>> all() {
    return experiments.all();
  }

  @GetMapping(
      path = "/{id}",
      produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
  Mono<ExperimentReport> one(@PathVariable String id) {
    return experiments.find(id).switchIfEmpty(unknown());
  }

  @DeleteMapping(
      path = "/{id}",
      produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
  Mono<ExperimentReport> cancel(@PathVariable String id) {
    return experiments.cancel(id).switchIfEmpty(unknown());
  }

  /** Progress events, each with a comment that is readable in {@code curl -N}. */
  @GetMapping(path = "/{id}/events", produces = TEXT_EVENT_STREAM_VALUE)
  Flux<ServerSentEvent<ExperimentProgress>> events(@PathVariable String id) {
    return experiments
        .progress(id)
        .switchIfEmpty(unknown())
        .thenMany(Flux.interval(Duration.ZERO, EVERY).onBackpressureDrop())
        .concatMap(tick -> experiments.progress(id), 1)
        .distinctUntilChanged()
        .takeUntil(ExperimentProgress::isLast)
        .map(ExperimentController::event);
  }

  @GetMapping("/{id}/report")
  Mono<ResponseEntity<Object>> report(@PathVariable String id, @RequestHeader HttpHeaders headers) {
    ReportFormat format = ReportFormat.of(headers.getAccept());
    return one(id)
        .map(
            report ->
                ResponseEntity.ok()
                    .contentType(format.type())
                    .header(HttpHeaders.CONTENT_DISPOSITION, format.disposition(report.id()))
                    .body(format.render(report)));
  }

  private static ServerSentEvent<ExperimentProgress> event(ExperimentProgress progress) {
    return ServerSentEvent.builder(progress)
        .event(progress.isLast() ? "end" : "progress")
        .comment(progress.line())
        .build();
  }

  private static <T> Mono<T> unknown() {
    return Mono.error(
        () -> new NotFound("no experiment has this id; old ones make room for new ones"));
  }
}
