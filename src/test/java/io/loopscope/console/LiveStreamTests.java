package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class LiveStreamTests {
  private static final StreamHello GREETING = StreamHello.of(URI.create("http://localhost:8080/"));

  private final Sinks.Many<Long> ticks = Sinks.many().multicast().directBestEffort();
  private final AtomicInteger looks = new AtomicInteger();
  private final LiveStream stream =
      new LiveStream(
          3,
          ticks.asFlux().map(tick -> look()),
          new JsonMapper(),
          () -> Instant.ofEpochMilli(looks.get()));

  @Test
  void greetsThenSendsEverySnapshotWithItsNumber() {
    StepVerifier.create(stream.watch(GREETING))
        .assertNext(
            hello ->
                assertThat(hello.text())
                    .startsWith("id:0\nevent:hello\nretry:1000\ndata:{")
                    .contains("\"service\":\"http://localhost:8080/\"")
                    .endsWith("}\n\n"))
        .then(() -> tick(0))
        .assertNext(
            live ->
                assertThat(live.text())
                    .startsWith("id:1\nevent:live\n")
                    .contains("\"at\":1,")
                    .contains("\"loops\":[]"))
        .thenCancel()
        .verify();
  }

  @Test
  void givesANewViewerWhatWasSeenOfTheLastMinute() {
    Viewer first = new Viewer();
    stream.watch(GREETING).subscribe(first);
    first.request(10);
    tick(0);
    tick(1);
    first.cancel();

    StepVerifier.create(stream.watch(GREETING).skip(1))
        .assertNext(
            history ->
                assertThat(history.text())
                    .startsWith("id:0\nevent:history\n")
                    .contains("data:[{\"at\":1,", "},{\"at\":2,"))
        .thenCancel()
        .verify();
  }

  @Test
  void takesOneSnapshotForAllViewers() {
    List<Viewer> viewers = List.of(new Viewer(), new Viewer(), new Viewer());
    viewers.forEach(viewer -> stream.watch(GREETING).subscribe(viewer));
    viewers.forEach(viewer -> viewer.request(10));

    tick(0);
    tick(1);

    assertThat(looks).hasValue(2);
    assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.ids()).containsExactly("1", "2"));
    assertThat(viewers.getFirst().seen.getLast())
        .as("the very same bytes")
        .isSameAs(viewers.getLast().seen.getLast());
  }

  @Test
  void takesNoSnapshotsWithoutViewers() {
    tick(0);
    assertThat(looks).hasValue(0);
    assertThat(ticks.currentSubscriberCount()).isZero();

    Viewer viewer = new Viewer();
    stream.watch(GREETING).subscribe(viewer);
    viewer.request(1);
    assertThat(ticks.currentSubscriberCount()).isOne();
    viewer.cancel();

    tick(1);
    assertThat(looks).hasValue(0);
    assertThat(ticks.currentSubscriberCount()).isZero();
  }

  @Test
  void givesASlowViewerTheNewestSnapshotWithoutDelayingOthers() {
    Viewer slow = new Viewer();
    Viewer quick = new Viewer();
    stream.watch(GREETING).subscribe(slow);
    stream.watch(GREETING).subscribe(quick);
    quick.request(Long.MAX_VALUE);
    slow.request(2);

    for (long tick = 0; tick < 1_000; tick++) {
      tick(tick);
    }
    slow.request(10);

    assertThat(quick.ids()).hasSize(1_000);
    assertThat(slow.ids()).containsExactly("1", "1000");
  }

  @Test
  void isFullAtTheLimitAndHasRoomAgainWhenAViewerLeaves() {
    List<Viewer> viewers = List.of(new Viewer(), new Viewer(), new Viewer());
    assertThat(stream.isFull()).isFalse();

    viewers.forEach(viewer -> stream.watch(GREETING).subscribe(viewer));
    assertThat(stream.isFull()).isTrue();

    viewers.getFirst().cancel();
    assertThat(stream.isFull()).isFalse();
  }

  @BeforeEach
  void start() {
    stream.start();
  }

  @Test
  void endsWhenTheConsoleStopsAndStartsAgainWithIt() {
    StepVerifier.create(stream.watch(GREETING).skip(1))
        .then(() -> tick(0))
        .expectNextCount(1)
        .then(stream::stop)
        .verifyComplete();
    assertThat(stream.isRunning()).isFalse();

    stream.start();
    StepVerifier.create(stream.watch(GREETING).skip(2))
        .then(() -> tick(1))
        .expectNextCount(1)
        .thenCancel()
        .verify();
  }

  private void tick(long number) {
    ticks.tryEmitNext(number);
  }

  private LiveSnapshot look() {
    RecentLatencies.Clock server = new RecentLatencies.Clock(0, 0, 0, 0, 0);
    LiveSnapshot.Clocks clocks = new LiveSnapshot.Clocks(10_000, null, server);
    return new LiveSnapshot(looks.incrementAndGet(), true, 25, List.of(), List.of(), clocks, null);
  }

  /** Requests nothing unless it is told to. */
  private static final class Viewer extends BaseSubscriber<SseEvent> {
    private final List<SseEvent> seen = new ArrayList<>();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(SseEvent frame) {
      seen.add(frame);
    }

    private List<String> ids() {
      return seen.stream()
          .skip(1)
          .map(frame -> frame.text().substring("id:".length(), frame.text().indexOf('\n')))
          .toList();
    }
  }
}
