package io.loopscope.io;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import io.loopscope.task.TaskFactory;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** One downstream call as a task: {@code {"work":"io","delay":"2s"}}. */
@Component
@ConditionalOnService
final class IoTaskFactory implements TaskFactory {
  private final DownstreamClient remote;
  private final Compositions compositions;
  private final RequestLimits limits;

  IoTaskFactory(DownstreamClient remote, Compositions compositions, RequestLimits limits) {
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
  public Mono<CompositionResult> assemble(JsonNode request) {
    return compositions.single("call", remote.call(limits.delay(delay(request.path("delay")))));
  }

  private static DelayDistribution delay(JsonNode delay) {
    String text = delay.isMissingNode() ? "200ms" : delay.asString("");
    try {
      return DelayDistribution.parse(text);
    } catch (IllegalArgumentException mistyped) {
      throw InvalidRequest.parameter("delay", delay, DelayDistribution.SYNTAX);
    }
  }
}
