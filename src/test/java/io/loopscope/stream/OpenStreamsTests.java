package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OpenStreamsTests {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OpenStreams streams = new OpenStreams(registry);

  @Test
  void countsWhatIsSubscribedTo() {
    Flux<Object> stream = streams.counted(OpenStreams.Kind.TICKS, Mono.never());
    assertThat(open("ticks")).isZero();
    Disposable first = stream.subscribe();
    Disposable second = stream.subscribe();
    assertThat(open("ticks")).isEqualTo(2);
    assertThat(open("file")).isZero();
    first.dispose();
    second.dispose();
    assertThat(open("ticks")).isZero();
  }

  @Test
  void countsNothingThatEnded() {
    StepVerifier.create(streams.counted(OpenStreams.Kind.FILE, Mono.just(1)))
        .expectNext(1)
        .verifyComplete();
    StepVerifier.create(
            streams.counted(OpenStreams.Kind.FILE, Mono.error(new IllegalStateException())))
        .verifyError();
    assertThat(open("file")).isZero();
  }

  @Test
  void endsLateSubscriptionsTooWhenTheServiceStops() {
    streams.stop();
    StepVerifier.create(streams.stopping()).verifyComplete();
  }

  private double open(String kind) {
    return registry.get("loopscope.streams").tag("kind", kind).gauge().value();
  }
}
