package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.loopscope.ExternalTool;
import io.loopscope.LabTest;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Pastes every line of the index into a shell. */
@LabTest
class ApiIndexIT {
  private static final int PATIENCE_SECONDS = 30;
  private static final Pattern STATUS_LINE = Pattern.compile("(?m)^HTTP/1.1 (\\d{3}) ");
  private static final Pattern ON_PURPOSE = Pattern.compile("[45]\\d\\d(?= )");

  /** What curl ends with: well, or by its own {@code --max-time} as an endless stream must. */
  private static final List<Integer> ENDS = List.of(0, 28);

  private static final ExecutorService SHELLS = Executors.newFixedThreadPool(4);

  @TempDir private static Path folder;

  @Autowired private WebTestClient client;
  @Autowired private RequestMappingHandlerMapping mapping;
  @LocalServerPort private int port;

  @BeforeEach
  void findTheTools() {
    ExternalTool.require("bash");
    ExternalTool.require("curl");
  }

  /** A few at once: most of them wait, and some starve loops on purpose. */
  @TestFactory
  Stream<DynamicTest> everyCommandWorks() {
    List<Map<String, String>> lines = JsonPath.read(index("application/json"), "$.endpoints");
    assertThat(lines).hasSizeGreaterThan(20);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map<String, String> line : lines) {
      Future<?> run = SHELLS.submit(() -> run(line));
      tests.add(DynamicTest.dynamicTest(line.get("curl"), run::get));
    }
    return tests.stream();
  }

  @AfterAll
  static void endTheShells() {
    SHELLS.close();
  }

  @Test
  void everyCommandIsOnALineOfItsOwnBelowAComment() throws Exception {
    String script = index("text/plain");
    List<Map<String, String>> lines = JsonPath.read(index("application/json"), "$.endpoints");

    assertThat(script.lines())
        .containsExactlyElementsOf(
            lines.stream()
                .flatMap(line -> Stream.of("# " + line.get("shows"), line.get("curl")))
                .toList());
    assertThat(script.lines().filter(line -> line.startsWith("#")))
        .as("quotes would run on into the next line where comments are not known")
        .noneMatch(comment -> comment.matches(".*['\"`$].*"));
    assertThat(bash("set -n\n" + script).exit()).isZero();
  }

  @Test
  void everyCommandKeepsQuestionMarksAndAmpersandsFromTheShell() {
    List<String> commands = JsonPath.read(index("application/json"), "$.endpoints[*].curl");

    assertThat(commands)
        .allSatisfy(
            command -> assertThat(command.replaceAll("'[^']*'", "")).doesNotContain("?", "&"));
  }

  @Test
  void everyEndpointHasALine() {
    assertThat(mapping.getHandlerMethods())
        .allSatisfy(
            (request, method) ->
                assertThat(isListed(method) || isHidden(method) || isElsewhere(request))
                    .as("%s %s has @Try", request, method)
                    .isTrue());
  }

  @Test
  void theWebSocketHasALine() {
    assertThat(index("text/plain")).contains("/api/stream/echo\n");
  }

  @Test
  void namesTheAddressThatTheCallerUsed() {
    for (String host : List.of("localhost:" + port, "loop_scope.example", "[::1]:8080")) {
      String script =
          client
              .get()
              .uri("/api")
              .header("Host", host)
              .accept(MediaType.TEXT_PLAIN)
              .exchange()
              .expectBody(String.class)
              .returnResult()
              .getResponseBody();
      assertThat(script).contains("curl http://" + host + "/api/ping\n");
    }
  }

  private static Void run(Map<String, String> line) throws Exception {
    Path headers = Files.createTempFile(folder, "headers", "");
    Matcher onPurpose = ON_PURPOSE.matcher(line.get("shows"));
    Ended ended = bash("curl() { command curl -D '" + headers + "' \"$@\"; }\n" + line.get("curl"));

    assertThat(ended.exit()).as(ended.output()).isIn(ENDS);
    Matcher status = STATUS_LINE.matcher(Files.readString(headers));
    assertThat(status.find()).as("answered").isTrue();
    assertThat(status.group(1))
        .as(ended.output())
        .matches(onPurpose.find() ? onPurpose.group() : "101|2\\d\\d|3\\d\\d");
    return null;
  }

  private static Ended bash(String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    Process shell =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + script);
    }
    return new Ended(
        shell.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1));
  }

  private String index(String accept) {
    return client
        .get()
        .uri("/api")
        .accept(MediaType.valueOf(accept))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private static boolean isListed(HandlerMethod method) {
    return method.getMethod().getAnnotationsByType(ApiExample.class).length > 0;
  }

  private static boolean isHidden(HandlerMethod method) {
    return method.hasMethodAnnotation(Hidden.class);
  }

  private static boolean isElsewhere(RequestMappingInfo request) {
    return request.getPatternsCondition().getPatterns().stream()
        .noneMatch(pattern -> pattern.getPatternString().startsWith("/api"));
  }

  private record Ended(int exit, String output) {}
}
