package io.loopscope.experiment.run;

import io.loopscope.experiment.ArmSetup;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.ExperimentReport;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.RunEnvironment;
import io.loopscope.http.ApiProblem;
import io.loopscope.loadgen.RemoteGenerators;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One experiment on its way: prepares, gives every arm its turns, judges. It ends once; after that
 * nothing of it is left running and everything it set is put back.
 */
final class ExperimentRun {
  private static final Log log = LogFactory.getLog(ExperimentRun.class);

  /** How often a turn is taken if its numbers are not to be believed. */
  private static final int TRIES = 3;

  /** What an experiment may take besides all tries of all turns. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final ExperimentKind kind;
  private final ExperimentPlan plan;
  private final MeasurementRig lab;
  private final ExperimentState course;
  private final Sinks.Empty<Void> stop = Sinks.empty();
  private final Sinks.One<ExperimentReport> ended = Sinks.one();
  private volatile boolean stopped;
  private @Nullable Disposable running;

  ExperimentRun(
      ExperimentKind kind, ExperimentPlan plan, MeasurementRig lab, ExperimentState course) {
    this.kind = kind;
    this.plan = plan;
    this.lab = lab;
    this.course = course;
  }

  synchronized void start() {
    running =
        Mono.defer(this::run)
            .timeout(longest(), Mono.error(this::endless))
            .subscribe(done -> {}, this::fail, this::finish);
  }

  /** As it is now. */
  ExperimentReport report() {
    return course.report();
  }

  ExperimentProgress progress() {
    return course.progress();
  }

  /** The last report, once it has ended. */
  Mono<ExperimentReport> ended() {
    return ended.asMono();
  }

  /** Stops it; the last report comes once nothing of it is left. */
  Mono<ExperimentReport> cancel() {
    return Mono.defer(
        () -> {
          stopped = true;
          stop.tryEmitEmpty();
          return ended();
        });
  }

  /** Ends it without waiting for anything, because this process ends. */
  synchronized void dispose() {
    if (running != null) {
      running.dispose();
    }
  }

  private Mono<Void> run() {
    course.step("starting the load generator");
    return lab.generators()
        .delayUntil(generators -> prepare())
        .takeUntilOther(stop.asMono())
        .flatMap(
            generators ->
                Mono.usingWhen(
                    lab.stage(kind), stage -> turns(generators, stage), ArmSetup::restore));
  }

  private Mono<RunEnvironment> prepare() {
    course.step("checking that all arms compute the same");
    return lab.environment(plan).doOnNext(course::in);
  }

  private Mono<Void> turns(RemoteGenerators generators, ArmSetup stage) {
    return Flux.fromIterable(plan.turns())
        .concatMap(turn -> stopped ? Mono.empty() : turn(generators, stage, turn))
        .then();
  }

  private Mono<Void> turn(RemoteGenerators generators, ArmSetup stage, ExperimentPlan.Turn turn) {
    course.begin(turn);
    return lab.quiet()
        .then(Mono.defer(() -> stage.set(turn.arm())))
        .then(Mono.defer(() -> attempt(generators, turn, 1)))
        .doOnNext(course::keep)
        .then();
  }

  /** Takes the turn again as long as there is a reason not to believe its numbers. */
  private Mono<MeasuredRound> attempt(
      RemoteGenerators generators, ExperimentPlan.Turn turn, int number) {
    return lab.measure(generators, turn, stop.asMono())
        .flatMap(
            round -> {
              List<String> reasons = round.invalidBecause();
              if (reasons.isEmpty() || number == TRIES) {
                return Mono.just(round);
              }
              course.repeat(turn, reasons);
              return attempt(generators, turn, number + 1);
            });
  }

  private void finish() {
    if (stopped) {
      course.end(ExperimentStatus.CANCELLED);
    } else {
      course.judge(kind, lab.diagnosis());
      course.end(ExperimentStatus.FINISHED);
    }
    ended.tryEmitValue(course.report());
  }

  private void fail(Throwable failure) {
    if (!(failure instanceof ApiProblem)) {
      log.error("Failed an experiment", failure);
    }
    course.fail(reason(failure));
    ended.tryEmitValue(course.report());
  }

  private Duration longest() {
    return plan.estimate().multipliedBy(TRIES).plus(GRACE);
  }

  private ApiProblem endless() {
    return ApiProblem.of(
        HttpStatus.GATEWAY_TIMEOUT, "it did not end within %s s".formatted(longest().toSeconds()));
  }

  private static String reason(Throwable failure) {
    return failure instanceof ApiProblem problem
            && problem.getBody().getDetail() instanceof String why
        ? why
        : "unexpected failure; the log of the service has the cause";
  }
}
