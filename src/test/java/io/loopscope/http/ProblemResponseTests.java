package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.server.ServerErrorException;

class ProblemResponseTests {
  @ParameterizedTest
  @CsvSource({
    "INVALID, 400",
    "FORBIDDEN, 403",
    "NOT_FOUND, 404",
    "CONFLICT, 409",
    "BROKEN, 500",
    "UNSUPPORTED, 501",
    "UPSTREAM, 502",
    "OVERLOADED, 503",
    "UNAVAILABLE, 503",
    "TIMED_OUT, 504"
  })
  void givesEachKindOfFailureItsStatus(Failure.Kind kind, int status) {
    ProblemResponse problem = new ProblemResponse(new Fault(kind, Duration.ZERO));

    assertThat(problem.getStatusCode().value()).isEqualTo(status);
    assertThat(problem.getBody().getStatus()).isEqualTo(status);
    assertThat(problem.getBody().getDetail()).isEqualTo("a fault");
  }

  @Test
  void carriesTheMembersOfTheFailure() {
    ProblemResponse problem =
        new ProblemResponse(InvalidRequest.parameter("units", -1, "1..30000"));

    assertThat(problem.getBody().getProperties())
        .containsEntry("parameter", "units")
        .containsEntry("allowed", "1..30000");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "400, 1", "1000, 1", "2500, 2", "60000, 60"})
  void saysWhenToTryAgainInWholeSeconds(long millis, String seconds) {
    Failure full = new Fault(Failure.Kind.OVERLOADED, Duration.ofMillis(millis));

    assertThat(new ProblemResponse(full).getHeaders().getFirst("Retry-After")).isEqualTo(seconds);
  }

  @Test
  void pointsAtAResourceThatContinuesToExist() {
    Failure late = new Fault(Failure.Kind.TIMED_OUT, Duration.ZERO).at(URI.create("/api/tasks/1"));

    assertThat(new ProblemResponse(late).getHeaders().getFirst("Location"))
        .isEqualTo("/api/tasks/1");
  }

  @Test
  void knowsTheFailuresOfFeaturesAndOfSpringOnly() {
    assertThat(ProblemResponse.of(new Fault(Failure.Kind.BROKEN, Duration.ZERO))).isPresent();
    assertThat(ProblemResponse.of(new ServerErrorException("down", null))).isPresent();
    assertThat(ProblemResponse.of(new IllegalStateException("a bug"))).isEmpty();
  }

  private static final class Fault extends Failure {
    Fault(Kind kind, Duration retryAfter) {
      super(kind, "a fault");
      retryAfter(retryAfter);
    }
  }
}
