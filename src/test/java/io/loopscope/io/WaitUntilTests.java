package io.loopscope.io;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class WaitUntilTests {
  private final Compositions compositions =
      new Compositions(() -> VirtualTimeScheduler.get().now(NANOSECONDS));
  private final VirtualDownstreamClient remote = new VirtualDownstreamClient();

  @Test
  void waitsUntilTheFirstCallIsDoneAndCancelsThePending() {
    inVirtualTime(
            () -> waitUntil(WaitCondition.FIRST_COMPLETED, call -> remote.timer(100 * (4 - call))))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(
            waited -> {
              assertThat(waited.done()).containsExactly(3);
              assertThat(waited.pending()).containsExactly(1, 2);
              assertThat(waited.composition().elapsedMs()).isEqualTo(100);
              assertThat(waited.composition().timeline())
                  .extracting(CallStep::outcome)
                  .containsExactly(CallOutcome.CANCELLED, CallOutcome.CANCELLED, CallOutcome.OK);
            })
        .verifyComplete();
    assertThat(remote.active).hasValue(0);
  }

  @Test
  void countsAFailureAsDone() {
    inVirtualTime(() -> waitUntil(WaitCondition.FIRST_COMPLETED, remote.failing(2)))
        .thenAwait(Duration.ofMillis(50))
        .assertNext(waited -> assertThat(waited.done()).containsExactly(2))
        .verifyComplete();
  }

  @Test
  void waitsPastSuccessesForTheFirstException() {
    inVirtualTime(
            () ->
                waitUntil(
                    WaitCondition.FIRST_EXCEPTION,
                    call ->
                        switch (call) {
                          case 1 -> remote.timer(10);
                          case 2 -> remote.timer(50).then(Mono.error(new IllegalStateException()));
                          default -> remote.timer(100);
                        }))
        .thenAwait(Duration.ofMillis(50))
        .assertNext(
            waited -> {
              assertThat(waited.done()).containsExactly(1, 2);
              assertThat(waited.pending()).containsExactly(3);
            })
        .verifyComplete();
    assertThat(remote.active).hasValue(0);
  }

  @Test
  void waitsForAllWhenThereIsNoException() {
    inVirtualTime(() -> waitUntil(WaitCondition.FIRST_EXCEPTION, call -> remote.timer(100)))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(waited -> assertThat(waited.pending()).isEmpty())
        .verifyComplete();
  }

  @Test
  void waitsForAll() {
    inVirtualTime(() -> waitUntil(WaitCondition.ALL_COMPLETED, remote.failing(2)))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(waited -> assertThat(waited.done()).containsExactly(1, 2, 3))
        .verifyComplete();
  }

  @Test
  void endsTheWaitAtItsTimeout() {
    inVirtualTime(
            () ->
                compositions.waitUntil(
                    WaitCondition.ALL_COMPLETED,
                    Optional.of(Duration.ofMillis(150)),
                    3,
                    call -> remote.timer(100 * call)))
        .thenAwait(Duration.ofMillis(150))
        .assertNext(
            waited -> {
              assertThat(waited.done()).containsExactly(1);
              assertThat(waited.pending()).containsExactly(2, 3);
              assertThat(waited.composition().timeline()).hasSize(3);
            })
        .verifyComplete();
    assertThat(remote.active).hasValue(0);
  }

  private static <T> StepVerifier.FirstStep<T> inVirtualTime(Supplier<Publisher<T>> composition) {
    return StepVerifier.withVirtualTime(composition);
  }

  private Mono<WaitResult> waitUntil(WaitCondition until, IntFunction<Mono<?>> remote) {
    return compositions.waitUntil(until, Optional.empty(), 3, remote);
  }
}
