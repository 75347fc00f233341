package io.loopscope.task;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Work of any outcome a test asks for. */
@Component
final class TestWork implements TaskFactory {
  final AtomicInteger running = new AtomicInteger();
  volatile CountDownLatch answered = new CountDownLatch(0);
  volatile @Nullable String blockedThread;

  @Override
  public String work() {
    return "test";
  }

  @Override
  public Set<String> members() {
    return Set.of("outcome", "value");
  }

  @Override
  public Mono<?> assemble(JsonNode request) {
    String outcome = request.path("outcome").asString("value");
    return switch (outcome) {
      case "value" -> Mono.just(request.path("value"));
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

  static final class DependencyIll extends Failure {
    DependencyIll() {
      super(Kind.UPSTREAM, "the dependency is ill");
    }
  }
}
