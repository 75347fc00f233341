package io.loopscope.experiment.web;

import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.Preset;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.ApiEnum;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an {@link ExperimentRequest} from the body of a request. */
final class ExperimentRequestReader {
  private static final Set<String> MEMBERS = new TreeSet<>(Set.of("kind", "preset", "guess"));
  private static final int LONGEST_GUESS = 500;

  private ExperimentRequestReader() {}

  static ExperimentRequest read(JsonNode body) {
    if (!body.isObject()) {
      throw new InvalidRequest("a JSON object is needed, such as {\"kind\":\"starvation\"}");
    }
    for (String name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw InvalidRequest.parameter(
            name, body.path(name), "members " + String.join(", ", MEMBERS));
      }
    }
    String kind = text(body, "kind");
    if (kind == null) {
      throw InvalidRequest.parameter("kind", "nothing", "a kind of GET /api/experiments/kinds");
    }
    return new ExperimentRequest(kind, preset(text(body, "preset")), guess(text(body, "guess")));
  }

  private static Preset preset(@Nullable String id) {
    if (id == null) {
      return Preset.QUICK;
    }
    return Arrays.stream(Preset.values())
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow(() -> InvalidRequest.parameter("preset", id, ApiEnum.allowed(Preset.class)));
  }

  private static @Nullable String guess(@Nullable String guess) {
    if (guess != null && guess.length() > LONGEST_GUESS) {
      throw InvalidRequest.parameter("guess", guess, "at most " + LONGEST_GUESS + " characters");
    }
    return guess;
  }

  private static @Nullable String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw InvalidRequest.parameter(name, value, "a text");
    }
    return value.stringValue();
  }
}
