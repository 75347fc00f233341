package io.loopscope.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabProcess;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.run.ReportArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is left of an experiment when a process of it is killed in the middle. */
class KilledExperimentIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ALL = "/api/experiments";

  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  @TempDir Path directory;

  @Test
  void nothingRunsOnAndOnlyThatExperimentIsLeftUnfinished() throws Exception {
    try (LabProcess lab = start()) {
      String console = console(lab);
      String first = order(console);
      kill(lab.await("loadgen (\\d+) is ready"));

      await().atMost(SOON).until(() -> state(console, first).equals("failed"));
      assertThat(get(console, first).path("error").asString()).contains("load generator");

      String second = order(console);
      String generator = generatorAfter(lab, 1);
      await()
          .atMost(SOON)
          .until(() -> get(console, second).path("step").asString("").contains("round"));
      kill(String.valueOf(lab.process().pid()));

      await().atMost(SOON).until(() -> !isRunning(generator));
    }
    assertThat(new ReportArchive(directory, 9, JSON).summaries())
        .extracting(summary -> summary.now().state())
        .containsExactly(ExperimentStatus.RUNNING, ExperimentStatus.FAILED);
  }

  private LabProcess start() throws Exception {
    return LabProcess.start(
        "loopscope.experiment.directory=" + directory, "loopscope.probe.enabled=false");
  }

  private static String console(LabProcess lab) {
    return lab.await("Console +(http://\\S+)/$").replace("localhost", "127.0.0.1");
  }

  /** The generator that became ready after so many others. */
  private static String generatorAfter(LabProcess lab, int others) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                lab.log().stream()
                    .filter(line -> line.matches(".*loadgen \\d+ is ready.*"))
                    .skip(others)
                    .findFirst()
                    .map(line -> line.replaceAll(".*loadgen (\\d+) is ready.*", "$1"))
                    .orElse(""),
            pid -> !pid.isEmpty());
  }

  private static String order(String console) {
    return Objects.requireNonNull(
            Objects.requireNonNull(
                    WebClient.create(console)
                        .post()
                        .uri(ALL)
                        .bodyValue(Map.of("kind", "sum-vs-longest"))
                        .retrieve()
                        .toBodilessEntity()
                        .block())
                .getHeaders()
                .getLocation())
        .toString();
  }

  private static JsonNode get(String console, String uri) {
    return Objects.requireNonNull(
        WebClient.create(console).get().uri(uri).retrieve().bodyToMono(JsonNode.class).block());
  }

  private static String state(String console, String experiment) {
    return get(console, experiment).path("state").asString();
  }

  private static void kill(String pid) {
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static boolean isRunning(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .isPresent();
  }
}
