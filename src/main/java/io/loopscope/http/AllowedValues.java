package io.loopscope.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of a type, in the words of a problem. */
final class AllowedValues {
  private AllowedValues() {}

  static String of(@Nullable Class<?> type) {
    if (type == null) {
      return "a value as the documentation has it";
    }
    JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
    if (kinds != null) {
      return Arrays.stream(kinds.value())
          .map(JsonSubTypes.Type::name)
          .collect(Collectors.joining(", "));
    }
    if (ApiEnum.class.isAssignableFrom(type)) {
      return ApiEnum.allowed(type.asSubclass(ApiEnum.class));
    }
    if (type == DelayDistribution.class) {
      return DelayDistribution.SYNTAX;
    }
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> "true, false";
      case "int", "java.lang.Integer", "long", "java.lang.Long" -> "a whole number";
      case "double", "java.lang.Double" -> "a number";
      default -> scalar(type);
    };
  }

  private static String scalar(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == Duration.class) {
      return "200ms, 2s; units us, ms, s";
    }
    return type == Instant.class
        ? "an instant such as 2026-01-31T12:00:00.000Z"
        : "a JSON object or list as the documentation has it";
  }
}
