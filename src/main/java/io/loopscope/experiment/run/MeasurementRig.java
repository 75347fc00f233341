package io.loopscope.experiment.run;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmSetup;
import io.loopscope.experiment.Diagnosis;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.RunEnvironment;
import io.loopscope.experiment.StageContext;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadShare;
import io.loopscope.loadgen.RemoteGenerators;
import io.loopscope.observation.ServiceObservation;
import io.loopscope.observation.ServiceObserver;
import io.loopscope.observation.ServiceReport;
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
public record MeasurementRig(
    LoadGenerators senders,
    ServiceObserver witness,
    EnvironmentReader surroundings,
    Calibration calibration,
    StageContext bench,
    Diagnosis diagnosis) {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  Mono<RemoteGenerators> generators() {
    return senders.generators();
  }

  Mono<ArmSetup> stage(ExperimentKind kind) {
    return kind.stage(bench);
  }

  Mono<RunEnvironment> environment(ExperimentPlan plan) {
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
  Mono<MeasuredRound> measure(
      RemoteGenerators generators, ExperimentPlan.Turn turn, Mono<?> until) {
    return Mono.using(
        () -> new Watching(turn),
        watching ->
            generators
                .run(load(turn), until, watching::start)
                .map(
                    measured ->
                        new MeasuredRound(turn.arm(), turn.round(), measured, watching.seen())),
        Watching::close);
  }

  private LoadPlan load(ExperimentPlan.Turn turn) {
    return new LoadPlan(
        senders.target(),
        turn.arm().streams(),
        turn.warmUp(),
        turn.measuring(),
        turn.arm().steady(),
        null,
        LoadShare.WHOLE);
  }

  /** The service, watched while what is sent counts. */
  private final class Watching {
    private final ExperimentPlan.Turn turn;
    private volatile @Nullable ServiceObservation watch;

    Watching(ExperimentPlan.Turn turn) {
      this.turn = turn;
    }

    void start(Instant firstSend) {
      ServiceObservation started =
          witness.watch(
              firstSend.plus(turn.warmUp()),
              turn.measuring(),
              new HashSet<>(List.of(Arm.PING, RoundAggregator.route(turn.arm()))));
      if (turn.arm().holds()) {
        started.settle();
      }
      watch = started;
    }

    ServiceReport seen() {
      return Objects.requireNonNull(watch, "the generator never said when it starts").close();
    }

    void close() {
      ServiceObservation open = watch;
      if (open != null) {
        open.close();
      }
    }
  }
}
