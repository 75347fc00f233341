package io.loopscope.http;

import io.loopscope.failure.InvalidRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Maps requests as Spring does, but rejects a query parameter that the matched method does not
 * read, that is repeated, or that has no value; Spring would take the first value, or the default.
 * A method that reads a map of all parameters gets them unchecked.
 */
final class StrictRequestMapping extends RequestMappingHandlerMapping {
  private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  protected void handleMatch(
      RequestMappingInfo info, HandlerMethod method, ServerWebExchange exchange) {
    super.handleMatch(info, method, exchange);
    if (!readsAll(method)) {
      Set<String> names = known.computeIfAbsent(method, StrictRequestMapping::names);
      exchange.getRequest().getQueryParams().forEach((name, values) -> check(name, values, names));
    }
  }

  private static void check(String name, List<@Nullable String> values, Set<String> names) {
    String value =
        values.stream().map(one -> Objects.toString(one, "")).collect(Collectors.joining(","));
    if (!names.contains(name)) {
      throw InvalidRequest.parameter(
          name,
          value,
          names.isEmpty() ? "no parameters here" : "parameters " + String.join(", ", names));
    }
    if (values.size() > 1) {
      throw InvalidRequest.parameter(name, value, "one value");
    }
    if (value.isEmpty()) {
      throw InvalidRequest.parameter(
          name, value, "a value; leave " + name + " out for its default");
    }
  }

  private static boolean readsAll(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()));
  }

  private static Set<String> names(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .map(StrictRequestMapping::name)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }

  static String name(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    return annotation != null && !annotation.name().isEmpty()
        ? annotation.name()
        : String.valueOf(parameter.getParameter().getName());
  }
}
