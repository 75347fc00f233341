package io.loopscope.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Maps requests as Spring does, and refuses a query parameter that the matched method does not
 * read.
 */
final class Parameters extends RequestMappingHandlerMapping {
  private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  protected void handleMatch(
      RequestMappingInfo info, HandlerMethod method, ServerWebExchange exchange) {
    super.handleMatch(info, method, exchange);
    if (method.getBeanType().getName().startsWith("io.loopscope.")) {
      refuseUnknown(exchange, known.computeIfAbsent(method, Parameters::names));
    }
  }

  private static void refuseUnknown(ServerWebExchange exchange, Set<String> names) {
    for (Map.Entry<String, List<String>> parameter :
        exchange.getRequest().getQueryParams().entrySet()) {
      if (!names.contains(parameter.getKey())) {
        throw Problem.badParameter(
            parameter.getKey(),
            String.join(",", parameter.getValue()),
            names.isEmpty() ? "no parameters here" : "parameters " + String.join(", ", names));
      }
    }
  }

  private static Set<String> names(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .map(Parameters::name)
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
