package io.loopscope.experiment;

import io.loopscope.http.Problem;
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
public final class Experiments implements AutoCloseable {
  private static final Log log = LogFactory.getLog(Experiments.class);

  private final List<Kind> kinds;
  private final Lab lab;
  private final Archive archive;
  private final Machine machine;
  private final boolean starvationAllowed;
  private final InstantSource clock;
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("experiment-archive").factory());
  private @Nullable Running running;

  Experiments(
      List<Kind> kinds,
      Lab lab,
      Archive archive,
      Machine machine,
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
  void bindTo(MeterRegistry registry) {
    kinds.forEach(
        kind ->
            Gauge.builder("loopscope.experiment.running", () -> runs(kind) ? 1 : 0)
                .description("Whether an experiment of this kind runs")
                .tag("kind", kind.id())
                .register(registry));
  }

  static URI location(String id) {
    return URI.create("/api/experiments/" + id);
  }

  /** What can be run, and how long it takes here. */
  List<KindView> kinds() {
    return kinds.stream().map(kind -> KindView.of(kind, machine)).toList();
  }

  /**
   * Starts one.
   *
   * @throws Problem 400 for a kind that there is not, 403 for one that blocks loops where that is
   *     not allowed, 409 with the place of the one that runs already, 503 where nobody can send
   *     load
   */
  synchronized Report start(Order order) {
    Kind kind = kind(order.kind());
    Plan plan = kind.plan(order.preset(), machine);
    if (!starvationAllowed && plan.starves()) {
      throw Problem.of(
          HttpStatus.FORBIDDEN,
          "this would block event loops, and loopscope.allow-starvation is false here");
    }
    lab.senders().check();
    if (running != null) {
      throw Problem.of(HttpStatus.CONFLICT, "experiment " + running.id() + " runs; one at a time")
          .location(location(running.id()));
    }
    Instant now = clock.instant();
    String id = Ids.of(now, kind.id());
    Course course = new Course(id, kind, order.preset(), order.guess(), plan, clock);
    Execution execution = new Execution(kind, plan, lab, course);
    running = new Running(id, kind, execution);
    execution.ended().subscribe(this::ended);
    keep(course.report());
    execution.start();
    return course.report();
  }

  /** The experiment of that id, as it is now; empty if there is none. */
  Mono<Report> find(String id) {
    Execution going = going(id);
    return going != null
        ? Mono.fromSupplier(going::report)
        : onDisk(() -> archive.read(id).map(Experiments::settled).orElse(null));
  }

  /** How far it is; empty if there is none. */
  Mono<Progress> progress(String id) {
    Execution going = going(id);
    return going != null ? Mono.just(going.progress()) : find(id).map(Progress::of);
  }

  /** The one that runs now. */
  public synchronized Optional<Ongoing> ongoing() {
    return Optional.ofNullable(running).map(now -> Ongoing.of(now.execution().report()));
  }

  /** All of them, newest first. */
  Mono<List<Summary>> all() {
    return onDisk(archive::summaries).map(kept -> kept.stream().map(this::current).toList());
  }

  /**
   * Stops the experiment; its last report comes once nothing of it is left.
   *
   * @return {@link Problem} 404 if there is none, 409 if it has ended
   */
  Mono<Report> cancel(String id) {
    Execution going = going(id);
    return going != null
        ? going.cancel()
        : find(id)
            .flatMap(
                ended ->
                    Mono.<Report>error(
                        Problem.of(
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

  private Kind kind(String id) {
    return kinds.stream()
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badParameter(
                    "kind", id, kinds.stream().map(Kind::id).collect(Collectors.joining(", "))));
  }

  private synchronized boolean runs(Kind kind) {
    return running != null && running.kind() == kind;
  }

  private synchronized void ended(Report report) {
    running = null;
    keep(report);
  }

  private synchronized @Nullable Execution going(String id) {
    return running != null && running.id().equals(id) ? running.execution() : null;
  }

  private Summary current(Summary kept) {
    Execution going = going(kept.id());
    if (going != null) {
      return Summary.of(going.report());
    }
    return kept.state() == State.RUNNING ? kept.interrupted() : kept;
  }

  /** One that says it runs, and does not: its process was killed. */
  private static Report settled(Report kept) {
    return kept.state() == State.RUNNING ? kept.interrupted() : kept;
  }

  private void keep(Report report) {
    onDisk(() -> archive.write(report))
        .subscribe(
            kept -> {}, failure -> log.warn("Cannot keep experiment " + report.id(), failure));
  }

  private <T> Mono<T> onDisk(Supplier<@Nullable T> action) {
    return Mono.fromFuture(() -> CompletableFuture.supplyAsync(action, disk));
  }

  private record Running(String id, Kind kind, Execution execution) {}
}
