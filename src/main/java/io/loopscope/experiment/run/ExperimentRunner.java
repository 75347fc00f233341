package io.loopscope.experiment.run;

import io.loopscope.experiment.BlockingForbidden;
import io.loopscope.experiment.ExperimentEnded;
import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.OtherExperimentRuns;
import io.loopscope.experiment.RunningExperiment;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.ReportSummary;
import io.loopscope.failure.InvalidRequest;
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
import reactor.core.publisher.Mono;

/** Runs the experiments of this service, one at a time, and stores their reports. */
public final class ExperimentRunner implements RunningExperiment.Source, AutoCloseable {
  private static final Log log = LogFactory.getLog(ExperimentRunner.class);

  private final List<ExperimentKind> kinds;
  private final MeasurementRig rig;
  private final ReportArchive archive;
  private final MachineCapacity machine;
  private final boolean starvationAllowed;
  private final InstantSource clock;
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("experiment-archive").factory());
  private @Nullable Running running;

  public ExperimentRunner(
      List<ExperimentKind> kinds,
      MeasurementRig rig,
      ReportArchive archive,
      MachineCapacity machine,
      boolean starvationAllowed,
      InstantSource clock) {
    this.kinds = List.copyOf(kinds);
    this.rig = rig;
    this.archive = archive;
    this.machine = machine;
    this.starvationAllowed = starvationAllowed;
    this.clock = clock;
  }

  /** Registers {@code loopscope.experiment.running}, by which dashboards mark experiments. */
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

  /** The kinds of experiments, and their effort on this machine. */
  public List<KindDescription> kinds() {
    return kinds.stream().map(kind -> KindDescription.of(kind, estimated(kind))).toList();
  }

  /**
   * Starts an experiment.
   *
   * @throws InvalidRequest for an unknown kind
   * @throws BlockingForbidden if it blocks loops where the settings forbid that
   * @throws OtherExperimentRuns if another one runs
   * @throws io.loopscope.experiment.NoLoadGenerator if no load can be sent
   */
  public synchronized ExperimentReport start(ExperimentRequest request) {
    ExperimentKind kind = kind(request.kind());
    ExperimentPlan plan = kind.plan(request.preset(), estimated(kind));
    if (!starvationAllowed && plan.blocksLoops()) {
      throw new BlockingForbidden();
    }
    rig.loadGenerators().check();
    if (running != null) {
      throw new OtherExperimentRuns(running.id(), location(running.id()));
    }
    Instant now = clock.instant();
    String id = ExperimentIds.of(now, kind.id());
    ExperimentState state = new ExperimentState(id, request, kind, plan, clock);
    ExperimentRun run = new ExperimentRun(kind, machine, rig, state);
    running = new Running(id, kind, run);
    run.ended().subscribe(this::ended);
    store(state.report());
    run.start();
    return state.report();
  }

  /** The current report of an experiment; empty if there is none of that id. */
  public Mono<ExperimentReport> find(String id) {
    ExperimentRun run = ongoing(id);
    return run != null
        ? Mono.fromSupplier(run::report)
        : onDisk(() -> archive.read(id).map(ExperimentRunner::interrupted).orElse(null));
  }

  /** The progress of an experiment; empty if there is none of that id. */
  public Mono<ExperimentProgress> progress(String id) {
    ExperimentRun run = ongoing(id);
    return run != null ? Mono.just(run.progress()) : find(id).map(report -> report.summary().now());
  }

  @Override
  public synchronized Optional<RunningExperiment> ongoing() {
    return Optional.ofNullable(running).map(now -> now.run().report().summary().running());
  }

  /** The summaries of all experiments, newest first. */
  public Mono<List<ReportSummary>> all() {
    return onDisk(archive::summaries).map(stored -> stored.stream().map(this::current).toList());
  }

  /**
   * Stops an experiment; its last report comes once nothing of it runs.
   *
   * @return empty if there is none of that id; {@link ExperimentEnded} if it has ended
   */
  public Mono<ExperimentReport> cancel(String id) {
    ExperimentRun run = ongoing(id);
    return run != null
        ? run.cancel()
        : find(id)
            .flatMap(ended -> Mono.<ExperimentReport>error(new ExperimentEnded(id, ended.state())));
  }

  /** Ends the running experiment; its generators stop with this process or with their lease. */
  @Override
  public void close() {
    Running last;
    synchronized (this) {
      last = running;
    }
    if (last != null) {
      last.run().dispose();
    }
    disk.shutdown();
  }

  private ExperimentKind kind(String id) {
    return kinds.stream()
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidRequest.parameter(
                    "kind",
                    id,
                    kinds.stream().map(ExperimentKind::id).collect(Collectors.joining(", "))));
  }

  private synchronized boolean runs(ExperimentKind kind) {
    return running != null && running.kind() == kind;
  }

  private synchronized void ended(ExperimentReport report) {
    running = null;
    store(report);
  }

  private synchronized @Nullable ExperimentRun ongoing(String id) {
    return running != null && running.id().equals(id) ? running.run() : null;
  }

  /** The machine with the costs as last measured, which is good enough for an estimate. */
  private MachineCapacity estimated(ExperimentKind kind) {
    return machine.costing(rig.calibration().known(kind.workloads()));
  }

  private ReportSummary current(ReportSummary stored) {
    ExperimentRun run = ongoing(stored.id());
    if (run != null) {
      return run.report().summary();
    }
    return stored.now().isLast() ? stored : stored.interrupted();
  }

  /** A report that is stored as running belongs to a process that was killed. */
  private static ExperimentReport interrupted(ExperimentReport stored) {
    return stored.state() == ExperimentStatus.RUNNING ? stored.interrupted() : stored;
  }

  private void store(ExperimentReport report) {
    onDisk(() -> archive.write(report))
        .subscribe(
            stored -> {}, failure -> log.warn("Cannot store experiment " + report.id(), failure));
  }

  private <T> Mono<T> onDisk(Supplier<@Nullable T> action) {
    return Mono.fromFuture(() -> CompletableFuture.supplyAsync(action, disk));
  }

  private record Running(String id, ExperimentKind kind, ExperimentRun run) {}
}
