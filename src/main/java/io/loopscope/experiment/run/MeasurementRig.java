package io.loopscope.experiment.run;

import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ArmSetup;
import io.loopscope.experiment.plan.Diagnosis;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.SetupContext;
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
 * The equipment of experiments: the load generators, the observer of the service, and what else a
 * measurement needs.
 *
 * @param context the parts of the application that arms may change
 * @param diagnosis the rules that explain the findings of every experiment
 */
public record MeasurementRig(
    LoadGenerators loadGenerators,
    ServiceObserver observer,
    EnvironmentReader environment,
    UnitCalibration calibration,
    ChecksumCheck checksums,
    SetupContext context,
    Diagnosis diagnosis) {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  Mono<ArmSetup> setup(ExperimentKind kind) {
    return kind.setup(context);
  }

  /** Completes once the service works on nothing, or after a limited time. */
  Mono<Void> quiet() {
    return Mono.delay(POLL)
        .repeat()
        .takeUntil(polled -> observer.isQuiet())
        .then()
        .timeout(PATIENCE, Mono.empty());
  }

  /**
   * Measures one turn.
   *
   * @param until ends it early; then the result is empty, once the generators have stopped
   */
  Mono<MeasuredRound> measure(
      RemoteGenerators generators, ExperimentPlan.Turn turn, Mono<?> until) {
    return Mono.using(
        () -> new ObservedTurn(turn),
        observed ->
            generators
                .run(load(turn), until, observed::start)
                .map(load -> new MeasuredRound(turn.arm(), turn.round(), load, observed.report())),
        ObservedTurn::close);
  }

  private LoadPlan load(ExperimentPlan.Turn turn) {
    return new LoadPlan(
        loadGenerators.target(),
        turn.arm().streams(),
        turn.warmUp(),
        turn.measuring(),
        turn.arm().settles(),
        null,
        LoadShare.WHOLE);
  }

  /** The observation of the service in the measured time of one turn. */
  private final class ObservedTurn {
    private final ExperimentPlan.Turn turn;
    private volatile @Nullable ServiceObservation observation;

    ObservedTurn(ExperimentPlan.Turn turn) {
      this.turn = turn;
    }

    void start(Instant firstSend) {
      ServiceObservation started =
          observer.watch(
              firstSend.plus(turn.warmUp()),
              turn.measuring(),
              new HashSet<>(List.of(Arm.PING, turn.arm().route())));
      if (turn.arm().holdsConnections()) {
        started.settle();
      }
      observation = started;
    }

    ServiceReport report() {
      return Objects.requireNonNull(observation, "the generator reported no start").close();
    }

    void close() {
      ServiceObservation open = observation;
      if (open != null) {
        open.close();
      }
    }
  }
}
