package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
class ProblemExceptionHandlerTests {
  private final ProblemExceptionHandler problems = new ProblemExceptionHandler();
  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.get("/api/secret"));

  @Test
  void keepsTheInsidesOfAnUnforeseenFailureToTheLog(CapturedOutput output) {
    ResponseEntity<ProblemDetail> answer =
        problems.unexpected(new IllegalStateException("password"), exchange).block();

    assertThat(answer.getStatusCode().value()).isEqualTo(500);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody().getDetail())
        .isEqualTo("unexpected failure; the log of the service has the cause");
    assertThat(output).contains("Failed GET /api/secret", "IllegalStateException: password");
  }

  @Test
  void logsNothingIfTheClientIsGone(CapturedOutput output) {
    assertThat(problems.unexpected(new IOException("Connection reset by peer"), exchange).block())
        .isNotNull();
    assertThat(output).doesNotContain("Failed GET");
  }

  @Test
  void leavesAnAnswerThatHasBegunToTheServer(CapturedOutput output) {
    exchange.getResponse().setComplete().block();

    StepVerifier.create(problems.unexpected(new IllegalStateException("late"), exchange))
        .verifyErrorMessage("late");
    assertThat(output).doesNotContain("Failed GET");
  }
}
