package io.loopscope.io;

import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import io.loopscope.task.TaskFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One downstream call as a task: {@code {"work":"io","delay":"2s"}}. */
@Component
@ConditionalOnService
final class IoTaskFactory implements TaskFactory<IoTaskFactory.Body> {
  private static final DelayDistribution DEFAULT_DELAY = DelayDistribution.parse("200ms");

  private final DownstreamClient downstream;
  private final Compositions compositions;
  private final RequestLimits limits;

  IoTaskFactory(DownstreamClient downstream, Compositions compositions, RequestLimits limits) {
    this.downstream = downstream;
    this.compositions = compositions;
    this.limits = limits;
  }

  @Override
  public String work() {
    return "io";
  }

  @Override
  public Class<Body> request() {
    return Body.class;
  }

  @Override
  public Mono<CompositionResult> assemble(Body body) {
    DelayDistribution delay = body.delay() == null ? DEFAULT_DELAY : body.delay();
    return compositions.single("call", downstream.call(limits.delay(delay)));
  }

  /** The members of a request besides {@code work}. */
  record Body(@Nullable DelayDistribution delay) {}
}
