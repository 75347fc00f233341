package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** An answer that has to be a problem+json. */
public final class ProblemAnswer {
  private final BodyContentSpec body;

  private ProblemAnswer(BodyContentSpec body) {
    this.body = body;
  }

  /** Asserts status and content type. */
  public static ProblemAnswer of(ResponseSpec answer, int status) {
    return new ProblemAnswer(
        answer
            .expectStatus()
            .isEqualTo(status)
            .expectHeader()
            .contentType(APPLICATION_PROBLEM_JSON)
            .expectBody());
  }

  /** Asserts the whole text of the detail. */
  public ProblemAnswer hasDetail(String text) {
    return has("detail", text);
  }

  /** Asserts that the detail matches a regular expression. */
  public ProblemAnswer hasDetailLike(String pattern) {
    body.jsonPath("$.detail").value(String.class, detail -> assertThat(detail).matches(pattern));
    return this;
  }

  /** Asserts that the detail has a text in it. */
  public ProblemAnswer hasDetailWith(String part) {
    body.jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains(part));
    return this;
  }

  /** Asserts which parameter is refused. */
  public ProblemAnswer hasParameter(String name) {
    return has("parameter", name);
  }

  /** Asserts a member of the body. */
  public ProblemAnswer has(String member, Object value) {
    body.jsonPath("$." + member).isEqualTo(value);
    return this;
  }
}
