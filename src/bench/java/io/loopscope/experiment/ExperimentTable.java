package io.loopscope.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the lab, runs one experiment and prints its steps and its report, in Markdown. Not part of
 * the build; needs a machine that has nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=ExperimentTable -Dloopscope.experiment=sum-vs-longest</pre>
 *
 * <p>Add {@code -Dloopscope.preset=thorough} for more rounds.
 */
class ExperimentTable {
  private static final String KIND = System.getProperty("loopscope.experiment", "starvation");
  private static final String PRESET = System.getProperty("loopscope.preset", "quick");
  private static final String REQUEST =
      "{\"kind\":\"%s\",\"preset\":\"%s\"}".formatted(KIND, PRESET);

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void print(@TempDir Path directory) throws Exception {
    try (LabProcess lab =
        LabProcess.startOptimized("loopscope.experiment.directory=" + directory)) {
      URI console = URI.create(lab.await(": Console +(http://\\S+)$"));
      URI experiment = console.resolve(start(console));
      client
          .send(get(experiment + "/events", "text/event-stream"), BodyHandlers.ofLines())
          .body()
          .filter(line -> line.contains("\"step\""))
          .map(line -> line.replaceAll(".*\"step\":\"([^\"]*)\".*", "$1"))
          .distinct()
          .forEach(System.out::println);
      System.out.println(text(get(experiment + "/report", "text/markdown")));
    }
  }

  /** The path of the experiment. */
  private String start(URI console) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(console.resolve("/api/experiments"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(REQUEST))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private String text(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static HttpRequest get(String uri, String accept) {
    return HttpRequest.newBuilder(URI.create(uri)).header("Accept", accept).build();
  }
}
