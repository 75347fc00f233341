package io.loopscope.experiment.run;

import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.ExperimentReport;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.ReportSummary;
import io.loopscope.experiment.RunningExperiment;
import io.loopscope.http.ApiProblem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/** The experiments of this service: one at a time, the ended ones on disk. */
public final class ExperimentRunner implements RunningExperiment.Source, AutoCloseable {
  private static final Log log = LogFactory.getLog(ExperimentRunner.class);

  private final List<ExperimentKind> kinds;
  private final MeasurementRig lab;
  private final ReportArchive archive;
  private final MachineSize machine;
  private final boolean starvationAllowed;
  private final InstantSource clock;
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("experiment-archive").factory());
  private @Nullable Running running;

  public ExperimentRunner(
      List<ExperimentKind> kinds,
      MeasurementRig lab,
      ReportArchive archive,
      MachineSize machine,
      boolean starvationAllowed,
      InstantSource clock) {
    this.kinds = List.copyOf(kinds);
    this.lab = lab;
    this.archive = archive;
    this.machine = machine;
    this.starvationAllowed = starvationAllowed;
    this.clock = clock;
  }

  /** Registers {@code loopscope.experiment.running}, with which dashboards mark the time. */
  public void bindTo(MeterRegistry registry) {
    kinds.forEach(
        kind ->
            Gauge.builder("loopscope.experiment.running", () -> runs(kind) ? 1 : 0)
                .description("Whether an experiment of this kind runs")
                .tag("kind", kind.id())
                .register(registry));
  }

  public static URI location(String id) {
    return URI.create("/api/experiments/" + id);
  }

  /** What can be run, and how long it takes here. */
  public List<KindDescription> kinds() {
    return kinds.stream().map(kind -> KindDescription.of(kind, machine)).toList();
  }

  /**
   * Starts one.
   *
   * @throws Problem 400 for a kind that there is not, 403 for one that blocks loops where that is
   *     not allowed, 409 with the place of the one that runs already, 503 where nobody can send
   *     load
   */
  public synchronized ExperimentReport start(ExperimentRequest order) {
    ExperimentKind kind = kind(order.kind());
    ExperimentPlan plan = kind.plan(order.preset(), machine);
    if (!starvationAllowed && plan.starves()) {
      throw ApiProblem.of(
          HttpStatus.FORBIDDEN,
          "this would block event loops, and loopscope.allow-starvation is false here");
    }
    lab.senders().check();
    if (running != null) {
      throw ApiProblem.of(
              HttpStatus.CONFLICT, "experiment " + running.id() + " runs; one at a time")
          .location(location(running.id()));
    }
    Instant now = clock.instant();
    String id = ExperimentIds.of(now, kind.id());
    ExperimentState course =
        new ExperimentState(id, kind, order.preset(), order.guess(), plan, clock);
    ExperimentRun execution = new ExperimentRun(kind, plan, lab, course);
    running = new Running(id, kind, execution);
    execution.ended().subscribe(this::ended);
    keep(course.report());
    execution.start();
    return course.report();
  }

  /** The experiment of that id, as it is now; empty if there is none. */
  public Mono<ExperimentReport> find(String id) {
    ExperimentRun going = going(id);
    return going != null
        ? Mono.fromSupplier(going::report)
        : onDisk(() -> archive.read(id).map(ExperimentRunner::settled).orElse(null));
  }

  /** How far it is; empty if there is none. */
  public Mono<ExperimentProgress> progress(String id) {
    ExperimentRun going = going(id);
    return going != null ? Mono.just(going.progress()) : find(id).map(ExperimentProgress::of);
  }

  /** The one that runs now. */
  @Override
  public synchronized Optional<RunningExperiment> ongoing() {
    return Optional.ofNullable(running).map(now -> RunningExperiment.of(now.execution().report()));
  }

  /** All of them, newest first. */
  public Mono<List<ReportSummary>> all() {
    return onDisk(archive::summaries).map(kept -> kept.stream().map(this::current).toList());
  }

  /**
   * Stops the experiment; its last report comes once nothing of it is left.
   *
   * @return {@link ApiProblem} 404 if there is none, 409 if it has ended
   */
  public Mono<ExperimentReport> cancel(String id) {
    ExperimentRun going = going(id);
    return going != null
        ? going.cancel()
        : find(id)
            .flatMap(
                ended ->
                    Mono.<ExperimentReport>error(
                        ApiProblem.of(
                            HttpStatus.CONFLICT,
                            "experiment %s has ended: %s".formatted(id, ended.state().id()))));
  }

  /** Ends what runs; its generators end with this process, or when their lease is over. */
  @Override
  public void close() {
    Running last;
    synchronized (this) {
      last = running;
    }
    if (last != null) {
      last.execution().dispose();
    }
    disk.shutdown();
  }

  private ExperimentKind kind(String id) {
    return kinds.stream()
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.badParameter(
                    "kind",
                    id,
                    kinds.stream().map(ExperimentKind::id).collect(Collectors.joining(", "))));
  }

  private synchronized boolean runs(ExperimentKind kind) {
    return running != null && running.kind() == kind;
  }

  private synchronized void ended(ExperimentReport report) {
    running = null;
    keep(report);
  }

  private synchronized @Nullable ExperimentRun going(String id) {
    return running != null && running.id().equals(id) ? running.execution() : null;
  }

  private ReportSummary current(ReportSummary kept) {
    ExperimentRun going = going(kept.id());
    if (going != null) {
      return ReportSummary.of(going.report());
    }
    return kept.state() == ExperimentStatus.RUNNING ? kept.interrupted() : kept;
  }

  /** One that says it runs, and does not: its process was killed. */
  private static ExperimentReport settled(ExperimentReport kept) {
    return kept.state() == ExperimentStatus.RUNNING ? kept.interrupted() : kept;
  }

  private void keep(ExperimentReport report) {
    onDisk(() -> archive.write(report))
        .subscribe(
            kept -> {}, failure -> log.warn("Cannot keep experiment " + report.id(), failure));
  }

  private <T> Mono<T> onDisk(Supplier<@Nullable T> action) {
    return Mono.fromFuture(() -> CompletableFuture.supplyAsync(action, disk));
  }

  private record Running(String id, ExperimentKind kind, ExperimentRun execution) {}
}
