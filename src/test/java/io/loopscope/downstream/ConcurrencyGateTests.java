package io.loopscope.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class ConcurrencyGateTests {
  private final AtomicLong now = new AtomicLong();
  private final List<Long> waits = new ArrayList<>();

  @Test
  void admitsEveryCallWithoutALimit() {
    ConcurrencyGate gate = gate(0, 0);

    for (int i = 0; i < 50; i++) {
      gate.admit(Flux.never()).subscribe();
    }

    assertThat(gate.active()).isEqualTo(50);
    assertThat(gate.queued()).isZero();
  }

  @Test
  void keepsCallsInTheQueueUntilThereIsRoom() {
    ConcurrencyGate gate = gate(1, 10);
    TestPublisher<String> first = TestPublisher.create();
    TestPublisher<String> second = TestPublisher.create();
    gate.admit(first.flux()).subscribe();
    gate.admit(second.flux()).subscribe();

    second.assertWasNotSubscribed();
    assertThat(gate.queued()).isEqualTo(1);

    now.addAndGet(70);
    first.complete();

    second.assertSubscribers(1);
    assertThat(gate.queued()).isZero();
    assertThat(gate.active()).isEqualTo(1);
    assertThat(waits).containsExactly(0L, 70L);
  }

  @Test
  void refusesACallWhenTheQueueIsFull() {
    ConcurrencyGate gate = gate(1, 1);
    gate.admit(Flux.never()).subscribe();
    gate.admit(Flux.never()).subscribe();

    StepVerifier.create(gate.admit(Flux.just("refused")))
        .expectErrorSatisfies(
            failure -> {
              assertThat(failure)
                  .isInstanceOf(DownstreamFull.class)
                  .hasMessageContaining("1 calls in progress, 1 queued");
              assertThat(((DownstreamFull) failure).kind()).isEqualTo(Failure.Kind.OVERLOADED);
            })
        .verify();
    assertThat(gate.active()).isEqualTo(1);
    assertThat(gate.queued()).isEqualTo(1);
  }

  @Test
  void makesRoomWhenACallFails() {
    ConcurrencyGate gate = gate(1, 0);

    StepVerifier.create(gate.admit(Flux.error(new IllegalStateException()))).verifyError();

    assertThat(gate.active()).isZero();
  }

  @Test
  void makesRoomBeforeItPassesTheEndOn() {
    ConcurrencyGate gate = gate(1, 0);
    List<Integer> activeAtTheEnd = new ArrayList<>();

    gate.admit(Flux.just(1)).doOnComplete(() -> activeAtTheEnd.add(gate.active())).subscribe();

    assertThat(activeAtTheEnd).containsExactly(0);
  }

  @Test
  void makesRoomWhenACallIsCancelled() {
    ConcurrencyGate gate = gate(1, 10);
    TestPublisher<String> second = TestPublisher.create();
    Disposable first = gate.admit(Flux.never()).subscribe();
    gate.admit(second.flux()).subscribe();

    first.dispose();

    second.assertSubscribers(1);
    assertThat(gate.active()).isEqualTo(1);
  }

  @Test
  void forgetsACallThatIsCancelledInTheQueue() {
    ConcurrencyGate gate = gate(1, 10);
    TestPublisher<String> first = TestPublisher.create();
    TestPublisher<String> second = TestPublisher.create();
    gate.admit(first.flux()).subscribe();
    Disposable waiting = gate.admit(second.flux()).subscribe();

    waiting.dispose();
    first.complete();

    second.assertWasNotSubscribed();
    assertThat(gate.active()).isZero();
    assertThat(gate.queued()).isZero();
  }

  @Test
  void admitsFromTheQueueWhenItGrows() {
    ConcurrencyGate gate = gate(1, 10);
    for (int i = 0; i < 5; i++) {
      gate.admit(Flux.never()).subscribe();
    }

    gate.resize(new DownstreamCapacity(3, 10));

    assertThat(gate.active()).isEqualTo(3);
    assertThat(gate.queued()).isEqualTo(2);
    assertThat(gate.peak()).isEqualTo(3);
  }

  @Test
  void admitsNoCallWhileItIsTooFullAfterShrinking() {
    ConcurrencyGate gate = gate(2, 10);
    TestPublisher<String> first = TestPublisher.create();
    gate.admit(first.flux()).subscribe();
    gate.admit(Flux.never()).subscribe();
    gate.admit(Flux.never()).subscribe();

    gate.resize(new DownstreamCapacity(1, 10));
    first.complete();

    assertThat(gate.active()).isEqualTo(1);
    assertThat(gate.queued()).isEqualTo(1);
  }

  private ConcurrencyGate gate(int concurrency, int queue) {
    return new ConcurrencyGate(new DownstreamCapacity(concurrency, queue), now::get, waits::add);
  }
}
