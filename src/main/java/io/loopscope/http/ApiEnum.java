package io.loopscope.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum that callers write in kebab case: {@code FIRST_COMPLETED} is {@code first-completed}. */
public interface ApiEnum {
  /** The constant's name, as the enum declares it. */
  String name();

  /** The name in requests, answers and metric labels. */
  @JsonValue
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant with this id. */
  static <E extends ApiEnum> Optional<E> find(Class<E> type, String id) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.id().equals(id))
        .findFirst();
  }

  /** The ids of every constant of {@code type}, as a problem lists them. */
  static String allowed(Class<? extends ApiEnum> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(ApiEnum::id)
        .collect(Collectors.joining(", "));
  }
}
