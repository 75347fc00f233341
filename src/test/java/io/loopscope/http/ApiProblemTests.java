package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiProblemTests {
  @Test
  void namesTheParameterAndWhatIsAllowed() {
    ApiProblem problem = ApiProblem.badParameter("units", -1, "1..30000");

    assertThat(problem.getStatusCode().value()).isEqualTo(400);
    assertThat(problem.getBody().getDetail())
        .isEqualTo("units=-1 is not allowed; allowed: 1..30000");
    assertThat(problem.getBody().getProperties())
        .containsEntry("parameter", "units")
        .containsEntry("allowed", "1..30000");
  }

  @Test
  void repeatsNoMoreThanTheBeginningOfALongValue() {
    ApiProblem problem = ApiProblem.badParameter("delay", "x".repeat(5_000), "200ms");

    assertThat(problem.getBody().getDetail())
        .startsWith("delay=" + "x".repeat(80) + "… is not allowed")
        .hasSizeLessThan(150);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "400, 1", "1000, 1", "2500, 2", "60000, 60"})
  void saysWhenToTryAgainInWholeSeconds(long millis, String seconds) {
    ApiProblem problem = ApiProblem.overloaded("full", Duration.ofMillis(millis));

    assertThat(problem.getStatusCode().value()).isEqualTo(503);
    assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo(seconds);
  }

  @Test
  void pointsAtWhatGoesOnLiving() {
    ApiProblem problem =
        ApiProblem.overloaded("late", Duration.ZERO).location(URI.create("/api/tasks/1"));

    assertThat(problem.getHeaders().getFirst("Location")).isEqualTo("/api/tasks/1");
  }
}
