package io.loopscope.loadgen.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.loopscope.http.ApiProblem;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a load from the body of a request, and says what is wrong with it. */
final class LoadBodyReader {
  private final JsonMapper json;

  LoadBodyReader(JsonMapper json) {
    this.json =
        json.rebuild()
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
  }

  /**
   * Reads the load.
   *
   * @throws Problem 400 that names the member it could not read
   */
  LoadPlan read(JsonNode body) {
    try {
      return json.treeToValue(body, LoadPlan.class);
    } catch (JacksonException mistyped) {
      throw problem(mistyped);
    }
  }

  private static ApiProblem problem(JacksonException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          ApiProblem.badParameter(member(failure), "…", "members " + sorted(unknown));
      case InvalidTypeIdException unknown ->
          ApiProblem.badParameter(
              member(failure),
              String.valueOf(unknown.getTypeId()),
              kinds(unknown.getBaseType().getRawClass()));
      case InvalidFormatException mistyped ->
          ApiProblem.badParameter(
              member(failure), mistyped.getValue(), allowed(mistyped.getTargetType()));
      case MismatchedInputException mistyped ->
          ApiProblem.badParameter(member(failure), "…", allowed(mistyped.getTargetType()));
      default ->
          ApiProblem.badParameter(member(failure), "…", "a load as the documentation has it");
    };
  }

  /** The innermost member that has a name. */
  private static String member(JacksonException failure) {
    return failure.getPath().reversed().stream()
        .map(JacksonException.Reference::getPropertyName)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("body");
  }

  private static String allowed(@Nullable Class<?> type) {
    if (type == null) {
      return "a load as the documentation has it";
    }
    if (type == Duration.class) {
      return "200ms, 2s";
    }
    if (type == Instant.class) {
      return "an instant such as 2026-01-31T12:00:00.000Z";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    return type == LoadModel.class || type == ConnectionPolicy.class
        ? "one of " + kinds(type)
        : type == String.class ? "a text" : "a JSON object or list as the documentation has it";
  }

  private static String kinds(Class<?> type) {
    JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? "a kind of " + type.getSimpleName()
        : Arrays.stream(kinds.value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.joining(", "));
  }

  private static String sorted(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
