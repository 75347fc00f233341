package io.loopscope.io;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loopscope.failure.Failure;
import io.loopscope.http.DelayDistribution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class CompositionsTests {
  private static final DelayDistribution BETWEEN_100_AND_500_MS =
      DelayDistribution.parse("100ms..500ms");

  private final Compositions compositions =
      new Compositions(() -> VirtualTimeScheduler.get().now(NANOSECONDS));
  private final VirtualDownstreamClient remote = new VirtualDownstreamClient();

  @Test
  void gathersInTheTimeOfTheLongestCall() {
    Random random = new Random(1);

    inVirtualTime(
            () ->
                compositions.gather(
                    100, 100, call -> remote.timer(BETWEEN_100_AND_500_MS.draw(random))))
        .thenAwait(Duration.ofMillis(500))
        .assertNext(
            gathered -> {
              assertThat(gathered.timeline()).hasSize(100);
              assertThat(gathered.elapsedMs()).isEqualTo(gathered.longestMs());
              assertThat(gathered.longestMs()).isBetween(100.0, 500.0);
              assertThat(gathered.sumMs()).isBetween(10_000.0, 50_000.0);
            })
        .verifyComplete();
    assertThat(remote.peak).hasValue(100);
  }

  @Test
  void runsASequenceInTheSumOfItsCalls() {
    Random random = new Random(1);

    inVirtualTime(
            () ->
                compositions.sequential(
                    100, call -> remote.timer(BETWEEN_100_AND_500_MS.draw(random))))
        .thenAwait(Duration.ofSeconds(50))
        .assertNext(
            run -> {
              assertThat(run.timeline()).hasSize(100);
              assertThat(run.elapsedMs()).isCloseTo(run.sumMs(), within(0.2));
              assertThat(run.elapsedMs()).isBetween(10_000.0, 50_000.0);
            })
        .verifyComplete();
    assertThat(remote.peak).hasValue(1);
  }

  @Test
  void keepsNoMoreCallsUnderWayThanTheBound() {
    inVirtualTime(() -> compositions.gather(10, 3, call -> remote.timer(100)))
        .thenAwait(Duration.ofMillis(400))
        .assertNext(gathered -> assertThat(gathered.elapsedMs()).isEqualTo(400))
        .verifyComplete();
    assertThat(remote.peak).hasValue(3);
  }

  @Test
  void startsACallOfASequenceWhenTheOneBeforeEnded() {
    inVirtualTime(() -> compositions.sequential(3, call -> remote.timer(100)))
        .thenAwait(Duration.ofMillis(300))
        .assertNext(
            run -> {
              assertThat(run.timeline())
                  .extracting(CallStep::startMs)
                  .containsExactly(0.0, 100.0, 200.0);
              assertThat(run.timeline())
                  .extracting(CallStep::endMs)
                  .containsExactly(100.0, 200.0, 300.0);
            })
        .verifyComplete();
  }

  @Test
  void endsASequenceAtTheFirstFailure() {
    inVirtualTime(() -> compositions.sequential(5, remote.failing(2)))
        .thenAwait(Duration.ofSeconds(1))
        .expectErrorSatisfies(
            failure ->
                assertThat(timeline(failure)).extracting(CallStep::call).containsExactly(1, 2))
        .verify();
  }

  @Test
  void cancelsTheOtherCallsAtTheFirstFailure() {
    inVirtualTime(() -> compositions.gather(5, 5, remote.failing(3)))
        .thenAwait(Duration.ofMillis(50))
        .expectErrorSatisfies(
            failure -> {
              assertThat(((Failure) failure).kind()).isEqualTo(Failure.Kind.UPSTREAM);
              assertThat(((Failure) failure).members()).containsEntry("call", 3);
              assertThat(timeline(failure))
                  .extracting(CallStep::outcome)
                  .containsExactly(
                      CallOutcome.CANCELLED,
                      CallOutcome.CANCELLED,
                      CallOutcome.FAILED,
                      CallOutcome.CANCELLED,
                      CallOutcome.CANCELLED);
            })
        .verify();
    assertThat(remote.cancelled).hasValue(4);
    assertThat(remote.active).hasValue(0);
  }

  @Test
  void returnsFailuresAsOutcomes() {
    inVirtualTime(() -> compositions.gatherWithFailures(3, 3, remote.failing(3)))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(
            gathered -> {
              assertThat(gathered.elapsedMs()).isEqualTo(100);
              assertThat(gathered.timeline())
                  .extracting(CallStep::outcome)
                  .containsExactly(CallOutcome.OK, CallOutcome.OK, CallOutcome.FAILED);
              assertThat(gathered.timeline().get(2).reason()).contains("failed");
            })
        .verifyComplete();
    assertThat(remote.cancelled).hasValue(0);
  }

  @Test
  void emitsEachCallWhenItEnds() {
    inVirtualTime(() -> compositions.asCompleted(3, call -> remote.timer(100 * (4 - call))))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(step -> assertThat(step.call()).isEqualTo(3))
        .expectNoEvent(Duration.ofMillis(99))
        .thenAwait(Duration.ofMillis(1))
        .assertNext(step -> assertThat(step.call()).isEqualTo(2))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(step -> assertThat(step.endMs()).isEqualTo(300))
        .verifyComplete();
  }

  @Test
  void emitsAFailureLikeAnyOtherStep() {
    inVirtualTime(() -> compositions.asCompleted(2, remote.failing(1)))
        .thenAwait(Duration.ofMillis(100))
        .assertNext(step -> assertThat(step.outcome()).isEqualTo(CallOutcome.FAILED))
        .assertNext(step -> assertThat(step.outcome()).isEqualTo(CallOutcome.OK))
        .verifyComplete();
  }

  @Test
  void cancelsItsCallsWhenItIsCancelled() {
    for (Publisher<?> composition :
        List.of(
            compositions.gather(5, 5, call -> remote.timer(100)),
            compositions.gatherWithFailures(5, 5, call -> remote.timer(100)),
            compositions.asCompleted(5, call -> remote.timer(100)),
            compositions.waitUntil(
                WaitCondition.ALL_COMPLETED, Optional.empty(), 5, call -> remote.timer(100)))) {
      StepVerifier.withVirtualTime(() -> composition)
          .thenAwait(Duration.ofMillis(50))
          .then(() -> assertThat(remote.active).hasPositiveValue())
          .thenCancel()
          .verify();
      assertThat(remote.active).hasValue(0);
    }
  }

  @Test
  void startsNothingBeforeASubscription() {
    Mono<CompositionResult> gathered = compositions.gather(5, 5, call -> remote.timer(100));

    assertThat(remote.peak).hasValue(0);
    VirtualTimeScheduler.getOrSet();
    Disposable running = gathered.subscribe();
    assertThat(remote.peak).hasValue(5);
    running.dispose();
    VirtualTimeScheduler.reset();
  }

  @Test
  void sleepsForTheDelay() {
    inVirtualTime(() -> compositions.sleep(Duration.ofMillis(250)))
        .thenAwait(Duration.ofMillis(250))
        .assertNext(slept -> assertThat(slept.elapsedMs()).isEqualTo(250))
        .verifyComplete();
  }

  private static <T> StepVerifier.FirstStep<T> inVirtualTime(Supplier<Publisher<T>> composition) {
    return StepVerifier.withVirtualTime(composition);
  }

  @SuppressWarnings("unchecked")
  private static List<CallStep> timeline(Throwable failure) {
    return (List<CallStep>) ((Failure) failure).members().get("timeline");
  }
}
