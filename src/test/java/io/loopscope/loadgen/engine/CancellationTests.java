package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadRunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class CancellationTests extends TargetTest {
  @Test
  void leavesNoConnectionNoThreadAndSendsNothingMore() {
    Disposable run =
        generator
            .run(
                load(
                    10_000,
                    10_000,
                    open("open", "/ping", 100),
                    open("unanswered", "/never", 50).within(Duration.ofMinutes(1)),
                    pooled("pool", "/slow", 50, 3),
                    new LoadPlan.Stream(
                        "users", "/ping", new LoadModel.Closed(2, Duration.ZERO, null)),
                    new LoadPlan.Stream("held", "/events", new LoadModel.Held(20, 200))))
            .subscribe();
    await().until(() -> target.connections() > 20);
    assertThat(threads()).contains("loadgen-pacer");

    run.dispose();

    await().until(() -> target.connections() == 0);
    await().until(() -> ownConnections() == 0);
    await().until(() -> threads().isEmpty());
    int requests = target.requests();
    await().during(Duration.ofMillis(300)).until(() -> target.requests() == requests);
  }

  @Test
  void stopsWhatIsGoingOnWhenTheGeneratorIsClosed() {
    LoadRun run = generator.start(load(10_000, 10_000, open("open", "/ping", 100)));
    await().until(() -> target.requests() > 10);

    generator.close();

    await().until(() -> run.state() == LoadRunState.CANCELLED);
    await().until(() -> threads().isEmpty());
    await().until(() -> loops.all().isEmpty());
    await().until(() -> target.connections() == 0);
  }

  @Test
  void cancelsARunThatHasNotStarted() {
    LoadRun run =
        generator.start(
            load(0, 1_000, open("open", "/ping", 100)).startingAt(Instant.now().plusSeconds(30)));

    run.cancel().block(Duration.ofSeconds(10));

    assertThat(run.state()).isEqualTo(LoadRunState.CANCELLED);
    assertThat(run.result().blockOptional(Duration.ofSeconds(10))).isEmpty();
    await().until(() -> threads().isEmpty());
    assertThat(target.requests()).isZero();
  }

  @Test
  void failsARunThatIsNotReadyInTime() {
    LoadRun run =
        generator.start(load(0, 100, open("open", "/ping", 50)).startingAt(Instant.EPOCH));

    assertThat(run.state()).isEqualTo(LoadRunState.FAILED);
    assertThat(run.error()).startsWith("not ready in time");
    await().until(() -> threads().isEmpty());
  }

  @Test
  void keepsTheStateOfARunThatHasEnded() {
    LoadRun run = generator.start(load(0, 100, open("open", "/ping", 50)));
    run.result().block(Duration.ofSeconds(30));

    run.cancel().block(Duration.ofSeconds(10));

    assertThat(run.state()).isEqualTo(LoadRunState.FINISHED);
    assertThat(run.result().blockOptional(Duration.ofSeconds(10))).isPresent();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("loadgen-pacer") || name.equals("loadgen-pause-detector"))
        .toList();
  }
}
