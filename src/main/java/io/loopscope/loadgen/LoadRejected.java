package io.loopscope.loadgen;

import io.loopscope.failure.Failure;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/** A load generator rejected a load, with the reason that it gave. */
public final class LoadRejected extends Failure {
  private static final List<String> MEMBERS = List.of("parameter", "allowed");

  LoadRejected(HttpStatusCode status, JsonNode problem) {
    super(kind(status), problem.path("detail").asString("a load generator refused the load"));
    MEMBERS.stream()
        .filter(problem::has)
        .forEach(member -> with(member, problem.path(member).asString()));
  }

  /** Whether the load was to start sooner than the generator could be ready. */
  boolean isStartTooSoon() {
    return "startAt".equals(members().get("parameter"));
  }

  private static Kind kind(HttpStatusCode status) {
    return switch (status.value()) {
      case 400 -> Kind.INVALID;
      case 403 -> Kind.FORBIDDEN;
      case 409 -> Kind.CONFLICT;
      case 503 -> Kind.UNAVAILABLE;
      default -> Kind.UPSTREAM;
    };
  }
}
