package io.loopscope.task;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.failure.NotFound;
import io.loopscope.http.ApiExample;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.role.ConditionalOnService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Starts, reports and cancels tasks. */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/tasks",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class TaskController {
  private static final String IO_TASK = "{\"work\":\"io\",\"delay\":\"2s\"}";
  private static final String CPU_TASK =
      "{\"work\":\"cpu\",\"workload\":\"primes\",\"units\":3,\"on\":\"parallel\"}";
  private static final String A_TASK = "--json '" + IO_TASK + "'";
  private static final String START_ONE =
      "curl -so /dev/null -w %header{location} {service}/api/tasks " + A_TASK;

  private final TaskStore tasks;
  private final TaskFactories factories;

  TaskController(TaskStore tasks, TaskFactories factories) {
    this.tasks = tasks;
    this.factories = factories;
  }

  @ApiExample(
      shows = "work that starts now and is asked for later",
      curl = "curl -i {service}/api/tasks " + A_TASK)
  @PostMapping(consumes = APPLICATION_JSON_VALUE)
  @Operation(
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples = {
                        @ExampleObject(name = "io", value = IO_TASK),
                        @ExampleObject(name = "cpu", value = CPU_TASK)
                      })),
      responses = @ApiResponse(responseCode = "202", description = "Accepted"))
  Mono<ResponseEntity<BackgroundTask.View>> start(@RequestBody Mono<JsonNode> request) {
    return request
        .map(factories::read)
        .map(task -> tasks.start(task.work(), task.result()))
        .map(
            started ->
                ResponseEntity.accepted()
                    .location(started.location())
                    .body(find(started.id()).view()));
  }

  @ApiExample(shows = "the tasks of this process, newest first", curl = "curl {service}/api/tasks")
  @GetMapping
  Mono<TaskList> all() {
    return Mono.fromSupplier(
        () -> new TaskList(tasks.newestFirst().stream().map(BackgroundTask::summary).toList()));
  }

  @ApiExample(shows = "how far a task is", curl = "curl {service}$(" + START_ONE + ")")
  @GetMapping("/{id}")
  Mono<BackgroundTask.View> one(@PathVariable String id) {
    return Mono.fromSupplier(() -> find(id).view());
  }

  @ApiExample(
      shows = "a task that is stopped",
      curl = "curl -X DELETE {service}$(" + START_ONE + ")")
  @DeleteMapping("/{id}")
  Mono<BackgroundTask.View> cancel(@PathVariable String id) {
    return Mono.fromSupplier(() -> cancelled(find(id)).view());
  }

  private static BackgroundTask cancelled(BackgroundTask task) {
    if (!task.cancel()) {
      throw new TaskEnded(task.summary());
    }
    return task;
  }

  private BackgroundTask find(String id) {
    return tasks
        .find(id)
        .orElseThrow(
            () ->
                new NotFound(
                    "no task has this id; ended tasks are forgotten when others need the room"));
  }

  /** Every task that is remembered, newest first. */
  record TaskList(List<BackgroundTask.Summary> tasks) implements PlainTextAnswer {
    @Override
    public String plainText() {
      return tasks.stream()
          .map(BackgroundTask.Summary::plainText)
          .collect(Collectors.joining("\n"));
    }
  }
}
