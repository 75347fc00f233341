package io.loopscope.io;

import io.loopscope.http.Delay;
import io.loopscope.http.Limits;
import io.loopscope.http.Problem;
import io.loopscope.task.Startable;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** One downstream call as a task: {@code {"work":"io","delay":"2s"}}. */
@Component
final class IoWork implements Startable {
  private final Remote remote;
  private final Compositions compositions;
  private final Limits limits;

  IoWork(Remote remote, Compositions compositions, Limits limits) {
    this.remote = remote;
    this.compositions = compositions;
    this.limits = limits;
  }

  @Override
  public String work() {
    return "io";
  }

  @Override
  public Set<String> members() {
    return Set.of("delay");
  }

  @Override
  public Mono<Composition> assemble(JsonNode request) {
    return compositions.single("call", remote.call(limits.delay(delay(request.path("delay")))));
  }

  private static Delay delay(JsonNode delay) {
    String text = delay.isMissingNode() ? "200ms" : delay.asString("");
    try {
      return Delay.parse(text);
    } catch (IllegalArgumentException mistyped) {
      throw Problem.badParameter("delay", delay, Delay.SYNTAX);
    }
  }
}
