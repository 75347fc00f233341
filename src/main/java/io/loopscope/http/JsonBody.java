package io.loopscope.http;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Binds the body of a request to a record, strictly: an unknown member, a value of another type and
 * a missing number are {@link InvalidRequest}s that name the member and the allowed values.
 *
 * <p>A record may throw an {@code InvalidRequest} of its own, for a value out of range.
 */
public final class JsonBody {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  Stream.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
          .build();

  private JsonBody() {}

  /** The body, which must be a JSON object. */
  public static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidRequest("the body must be a JSON object");
  }

  /** Names a member, repeats its value and says which values are allowed. */
  public static Failure invalid(String member, JsonNode value, String allowed) {
    return value.isMissingNode()
        ? InvalidRequest.missing(member, allowed)
        : InvalidRequest.parameter(member, text(value), allowed);
  }

  /**
   * Reads the members of the body.
   *
   * @param type a record with a component for each member
   * @param others members that the caller reads itself
   */
  public static <T> T read(JsonNode body, Class<T> type, String... others) {
    try {
      return JSON.treeToValue(object(body).deepCopy().without(List.of(others)), type);
    } catch (JacksonException failure) {
      throw explain(failure, body, others);
    }
  }

  private static Failure explain(JacksonException failure, JsonNode body, String... others) {
    return switch (failure) {
      case JacksonException thrown when thrown.getCause() instanceof Failure own -> own;
      case UnrecognizedPropertyException unknown ->
          invalid(member(failure), value(failure, body), "members " + members(unknown, others));
      case InvalidTypeIdException unknown ->
          InvalidRequest.parameter(
              member(failure),
              String.valueOf(unknown.getTypeId()),
              AllowedValues.of(unknown.getBaseType().getRawClass()));
      default -> invalid(member(failure), value(failure, body), AllowedValues.of(type(failure)));
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

  private static JsonNode value(JacksonException failure, JsonNode body) {
    JsonNode value = body;
    for (JacksonException.Reference step : failure.getPath()) {
      String name = step.getPropertyName();
      value = name == null ? value.path(step.getIndex()) : value.path(name);
    }
    return value;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static @Nullable Class<?> type(JacksonException failure) {
    return switch (failure) {
      case MismatchedInputException mistyped -> mistyped.getTargetType();
      case ValueInstantiationException rejected -> rejected.getType().getRawClass();
      case InputCoercionException outOfRange -> outOfRange.getTargetType();
      default -> null;
    };
  }

  private static String members(UnrecognizedPropertyException unknown, String... others) {
    return Stream.concat(
            Arrays.stream(others),
            unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted())
        .collect(Collectors.joining(", "));
  }
}
