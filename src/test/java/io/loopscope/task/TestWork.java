package io.loopscope.task;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Work of any outcome a test asks for. */
@Component
final class TestWork implements TaskFactory<TestWork.Body> {
  final AtomicInteger running = new AtomicInteger();
  volatile CountDownLatch answered = new CountDownLatch(0);
  volatile @Nullable String blockedThread;

  @Override
  public String work() {
    return "test";
  }

  @Override
  public Class<Body> request() {
    return Body.class;
  }

  @Override
  public Mono<?> assemble(Body body) {
    String outcome = body.outcome() == null ? "value" : body.outcome();
    return switch (outcome) {
      case "value" -> Mono.justOrEmpty(body.value());
      case "never" ->
          Mono.never()
              .doOnSubscribe(subscription -> running.incrementAndGet())
              .doOnCancel(running::decrementAndGet);
      case "blocks-its-loop" -> Mono.fromCallable(this::untilAnswered);
      case "problem" -> Mono.error(new DependencyIll());
      case "failure" -> Mono.error(new IllegalStateException("secret"));
      default -> throw InvalidRequest.parameter("outcome", outcome, "value, never");
    };
  }

  private boolean untilAnswered() throws InterruptedException {
    blockedThread = Thread.currentThread().getName();
    return answered.await(20, TimeUnit.SECONDS);
  }

  record Body(@Nullable String outcome, @Nullable JsonNode value) {}

  static final class DependencyIll extends Failure {
    DependencyIll() {
      super(Kind.UPSTREAM, "the dependency is ill");
    }
  }
}
