package io.loopscope.experiment;

import io.loopscope.loadgen.Generators;
import io.loopscope.loadgen.Load;
import io.loopscope.loadgen.Share;
import io.loopscope.witness.Seen;
import io.loopscope.witness.Watch;
import io.loopscope.witness.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What experiments work with: who sends the load, who watches the service, what surrounds them.
 *
 * @param diagnosis the rules that every experiment is looked at with
 */
record Lab(
    Senders senders,
    Witness witness,
    Surroundings surroundings,
    Calibration calibration,
    Bench bench,
    Diagnosis diagnosis) {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  Mono<Generators> generators() {
    return senders.generators();
  }

  Mono<Stage> stage(Kind kind) {
    return kind.stage(bench);
  }

  Mono<Environment> environment(Plan plan) {
    return calibration
        .of(plan)
        .map(msPerUnit -> surroundings.environment(senders.description(), msPerUnit));
  }

  /** Completes once nothing of an earlier turn is at work in the service, or after a while. */
  Mono<Void> quiet() {
    return Mono.delay(LOOK)
        .repeat()
        .takeUntil(looked -> witness.isQuiet())
        .then()
        .timeout(PATIENCE, Mono.empty());
  }

  /**
   * Takes one turn.
   *
   * @param until ends it early; then nothing comes, once the generators have stopped
   */
  Mono<Round> measure(Generators generators, Plan.Turn turn, Mono<?> until) {
    return Mono.using(
        () -> new Watching(turn),
        watching ->
            generators
                .run(load(turn), until, watching::start)
                .map(measured -> new Round(turn.arm(), turn.round(), measured, watching.seen())),
        Watching::close);
  }

  private Load load(Plan.Turn turn) {
    return new Load(
        senders.target(),
        turn.arm().streams(),
        turn.warmUp(),
        turn.measuring(),
        turn.arm().steady(),
        null,
        Share.WHOLE);
  }

  /** The service, watched while what is sent counts. */
  private final class Watching {
    private final Plan.Turn turn;
    private volatile @Nullable Watch watch;

    Watching(Plan.Turn turn) {
      this.turn = turn;
    }

    void start(Instant firstSend) {
      Watch started =
          witness.watch(
              firstSend.plus(turn.warmUp()),
              turn.measuring(),
              new HashSet<>(List.of(Arm.PING, Rounds.route(turn.arm()))));
      if (turn.arm().holds()) {
        started.settle();
      }
      watch = started;
    }

    Seen seen() {
      return Objects.requireNonNull(watch, "the generator never said when it starts").close();
    }

    void close() {
      Watch open = watch;
      if (open != null) {
        open.close();
      }
    }
  }
}
