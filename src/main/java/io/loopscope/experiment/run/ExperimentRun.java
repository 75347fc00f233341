package io.loopscope.experiment.run;

import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.ExperimentTimedOut;
import io.loopscope.experiment.plan.ArmSetup;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.failure.Failure;
import io.loopscope.loadgen.RemoteGenerators;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The run of one experiment: calibrates, plans, measures every turn, judges. It ends once; after
 * that nothing of it runs, and every setting that it changed is restored.
 */
final class ExperimentRun {
  private static final Log log = LogFactory.getLog(ExperimentRun.class);

  /** Measurements of a turn whose numbers are not valid, at most. */
  private static final int TRIES = 3;

  /** Time of an experiment beside all tries of all turns, at most. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final ExperimentKind kind;
  private final MachineCapacity machine;
  private final MeasurementRig rig;
  private final ExperimentState state;
  private final Sinks.Empty<Void> stop = Sinks.empty();
  private final Sinks.One<ExperimentReport> ended = Sinks.one();
  private volatile boolean stopped;
  private @Nullable Disposable running;

  ExperimentRun(
      ExperimentKind kind, MachineCapacity machine, MeasurementRig rig, ExperimentState state) {
    this.kind = kind;
    this.machine = machine;
    this.rig = rig;
    this.state = state;
  }

  synchronized void start() {
    Duration longest = state.estimate().multipliedBy(TRIES).plus(GRACE);
    running =
        Mono.defer(this::run)
            .timeout(longest, Mono.error(() -> new ExperimentTimedOut(longest.toSeconds())))
            .subscribe(done -> {}, this::fail, this::finish);
  }

  ExperimentReport report() {
    return state.report();
  }

  ExperimentProgress progress() {
    return state.progress();
  }

  /** The last report, once the run has ended. */
  Mono<ExperimentReport> ended() {
    return ended.asMono();
  }

  /** Stops the run; the last report comes once nothing of it runs. */
  Mono<ExperimentReport> cancel() {
    return Mono.defer(
        () -> {
          stopped = true;
          stop.tryEmitEmpty();
          return ended();
        });
  }

  /** Ends the run without waiting, because this process ends. */
  synchronized void dispose() {
    if (running != null) {
      running.dispose();
    }
  }

  private Mono<Void> run() {
    state.step("starting the load generator");
    return rig.loadGenerators()
        .generators()
        .zipWhen(generators -> plan())
        .takeUntilOther(stop.asMono())
        .flatMap(
            ready ->
                Mono.usingWhen(
                    rig.setup(kind),
                    setup -> turns(ready.getT2(), ready.getT1(), setup),
                    ArmSetup::restore));
  }

  /** The plan for the cost that CPU work has here, once all its arms compute the same. */
  private Mono<ExperimentPlan> plan() {
    state.step("measuring the cost of a unit of CPU work");
    return rig.quiet()
        .then(Mono.defer(() -> rig.calibration().measure(kind.workloads())))
        .doOnNext(
            costs ->
                state.environment(
                    rig.environment().read(rig.loadGenerators().description(), costs)))
        .map(costs -> kind.plan(state.preset(), machine.costing(costs)))
        .delayUntil(this::check);
  }

  private Mono<Void> check(ExperimentPlan plan) {
    state.step("checking that all arms compute the same");
    return rig.checksums().of(plan);
  }

  private Mono<Void> turns(ExperimentPlan plan, RemoteGenerators generators, ArmSetup setup) {
    state.planned(plan);
    return Flux.fromIterable(plan.turns())
        .concatMap(turn -> stopped ? Mono.empty() : turn(generators, setup, turn))
        .then();
  }

  private Mono<Void> turn(RemoteGenerators generators, ArmSetup setup, ExperimentPlan.Turn turn) {
    state.begin(turn);
    return rig.quiet()
        .then(Mono.defer(() -> setup.apply(turn.arm())))
        .then(Mono.defer(() -> attempt(generators, turn, 1)))
        .doOnNext(state::add)
        .then();
  }

  /** Measures the turn again while there is a reason to distrust its numbers. */
  private Mono<MeasuredRound> attempt(
      RemoteGenerators generators, ExperimentPlan.Turn turn, int number) {
    return rig.measure(generators, turn, stop.asMono())
        .flatMap(
            round -> {
              List<String> reasons = round.invalidBecause();
              if (reasons.isEmpty() || number == TRIES) {
                return Mono.just(round);
              }
              state.repeat(turn, reasons);
              return attempt(generators, turn, number + 1);
            });
  }

  private void finish() {
    if (stopped) {
      state.end(ExperimentStatus.CANCELLED);
    } else {
      state.judge(rig.diagnosis());
      state.end(ExperimentStatus.FINISHED);
    }
    ended.tryEmitValue(state.report());
  }

  private void fail(Throwable cause) {
    if (cause instanceof Failure foreseen) {
      state.fail(foreseen.text());
    } else {
      log.error("Experiment failed", cause);
      state.fail("unexpected failure; the log of the service has the cause");
    }
    ended.tryEmitValue(state.report());
  }
}
