package io.loopscope.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class GateTests {
  private final AtomicLong now = new AtomicLong();
  private final List<Long> waits = new ArrayList<>();

  @Test
  void admitsEveryCallWithoutALimit() {
    Gate gate = gate(0, 0);

    for (int i = 0; i < 50; i++) {
      gate.admit(Flux.never()).subscribe();
    }

    assertThat(gate.active()).isEqualTo(50);
    assertThat(gate.queued()).isZero();
  }

  @Test
  void keepsCallsInLineUntilThereIsRoom() {
    Gate gate = gate(1, 10);
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
  void refusesACallWhenTheLineIsFull() {
    Gate gate = gate(1, 1);
    gate.admit(Flux.never()).subscribe();
    gate.admit(Flux.never()).subscribe();

    StepVerifier.create(gate.admit(Flux.just("refused")))
        .expectErrorSatisfies(
            failure -> {
              assertThat(failure).isInstanceOf(Problem.class);
              Problem problem = (Problem) failure;
              assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
              assertThat(problem.getBody().getDetail()).contains("1 calls at work, 1 waiting");
            })
        .verify();
    assertThat(gate.active()).isEqualTo(1);
    assertThat(gate.queued()).isEqualTo(1);
  }

  @Test
  void makesRoomWhenACallFails() {
    Gate gate = gate(1, 0);

    StepVerifier.create(gate.admit(Flux.error(new IllegalStateException()))).verifyError();

    assertThat(gate.active()).isZero();
  }

  @Test
  void makesRoomBeforeItPassesTheEndOn() {
    Gate gate = gate(1, 0);
    List<Integer> activeAtTheEnd = new ArrayList<>();

    gate.admit(Flux.just(1)).doOnComplete(() -> activeAtTheEnd.add(gate.active())).subscribe();

    assertThat(activeAtTheEnd).containsExactly(0);
  }

  @Test
  void makesRoomWhenACallIsCancelled() {
    Gate gate = gate(1, 10);
    TestPublisher<String> second = TestPublisher.create();
    Disposable first = gate.admit(Flux.never()).subscribe();
    gate.admit(second.flux()).subscribe();

    first.dispose();

    second.assertSubscribers(1);
    assertThat(gate.active()).isEqualTo(1);
  }

  @Test
  void forgetsACallThatIsCancelledInLine() {
    Gate gate = gate(1, 10);
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
  void admitsFromTheLineWhenItGrows() {
    Gate gate = gate(1, 10);
    for (int i = 0; i < 5; i++) {
      gate.admit(Flux.never()).subscribe();
    }

    gate.resize(new Capacity(3, 10));

    assertThat(gate.active()).isEqualTo(3);
    assertThat(gate.queued()).isEqualTo(2);
    assertThat(gate.peak()).isEqualTo(3);
  }

  @Test
  void admitsNobodyWhileItIsTooFullAfterShrinking() {
    Gate gate = gate(2, 10);
    TestPublisher<String> first = TestPublisher.create();
    gate.admit(first.flux()).subscribe();
    gate.admit(Flux.never()).subscribe();
    gate.admit(Flux.never()).subscribe();

    gate.resize(new Capacity(1, 10));
    first.complete();

    assertThat(gate.active()).isEqualTo(1);
    assertThat(gate.queued()).isEqualTo(1);
  }

  private Gate gate(int concurrency, int queue) {
    return new Gate(new Capacity(concurrency, queue), now::get, waits::add);
  }
}
