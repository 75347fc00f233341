package io.loopscope.experiment.web;

import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.Preset;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.JsonBody;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An {@link ExperimentRequest} in JSON. */
record ExperimentRequestBody(
    @Nullable String kind, @Nullable Preset preset, @Nullable String guess) {
  private static final int LONGEST_GUESS = 500;

  ExperimentRequestBody {
    if (guess != null && guess.length() > LONGEST_GUESS) {
      throw InvalidRequest.parameter("guess", guess, "at most " + LONGEST_GUESS + " characters");
    }
  }

  /**
   * Reads the body of a request.
   *
   * @throws InvalidRequest that names the member
   */
  static ExperimentRequest read(JsonNode json) {
    ExperimentRequestBody body = JsonBody.read(json, ExperimentRequestBody.class);
    if (body.kind == null) {
      throw InvalidRequest.missing("kind", "a kind of GET /api/experiments/kinds");
    }
    return new ExperimentRequest(
        body.kind, Objects.requireNonNullElse(body.preset, Preset.QUICK), body.guess);
  }
}
