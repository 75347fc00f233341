package io.loopscope.cpu;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.ApiEnum;
import io.loopscope.placement.Placement;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads requests in JSON, with the defaults of those in a query. */
final class CpuRequestReader {
  private CpuRequestReader() {}

  static CpuRequest read(JsonNode request) {
    return new CpuRequest(
        choice(request, "workload", Workload.class)
            .orElseThrow(() -> refuse(request, "workload", ApiEnum.allowed(Workload.class))),
        units(request),
        choice(request, "on", Placement.class).orElse(CpuRequest.DEFAULT_ON),
        choice(request, "impl", MatrixImplementation.class).orElse(null),
        null);
  }

  private static int units(JsonNode request) {
    JsonNode units = request.path("units");
    if (isAbsent(units)) {
      return CpuRequest.DEFAULT_UNITS;
    }
    if (!units.isIntegralNumber() || !units.canConvertToInt()) {
      throw refuse(request, "units", "a whole number");
    }
    return units.intValue();
  }

  private static <C extends ApiEnum> Optional<C> choice(
      JsonNode request, String member, Class<C> type) {
    JsonNode id = request.path(member);
    if (isAbsent(id)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(choice -> id.isString() && choice.id().equals(id.stringValue()))
            .findFirst()
            .orElseThrow(() -> refuse(request, member, ApiEnum.allowed(type))));
  }

  private static Failure refuse(JsonNode request, String member, String allowed) {
    JsonNode value = request.path(member);
    return InvalidRequest.parameter(
        member, value.isString() ? value.stringValue() : value, allowed);
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
