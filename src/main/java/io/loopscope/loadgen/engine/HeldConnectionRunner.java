package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Opens connections at planned times and holds them until the end of the run. Latency is the time
 * until an answer begins; connections opened during the warm-up count as well.
 */
final class HeldConnectionRunner implements StreamRunner {
  private final LoadPlan load;
  private final LoadPlan.Stream stream;
  private final LoadModel.Held model;
  private final RunWindow window;
  private final LoadClient client;
  private final Pacer pacer;
  private final StreamStats stats;
  private final Flux<Integer> call;
  private final Mono<Long> timeout;
  private final Set<HeldConnection> held = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder opened = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private volatile boolean ending;

  HeldConnectionRunner(
      LoadPlan load,
      LoadPlan.Stream stream,
      LoadModel.Held model,
      RunWindow window,
      LoadClient client,
      Pacer pacer,
      StreamStats stats) {
    this.load = load;
    this.stream = stream;
    this.model = model;
    this.window = window;
    this.client = client;
    this.pacer = pacer;
    this.stats = stats;
    this.call = RequestTemplate.of(load, stream).heldWith(client.fresh());
    this.timeout = Mono.delay(stream.timeout());
  }

  @Override
  public void start() {
    open(new ArrivalSchedule(model.perSecond(), load.share()), 0);
  }

  private void open(ArrivalSchedule arrivals, long k) {
    long planned = window.start() + arrivals.nanos(k);
    if (k < load.share().portion(model.connections()) && planned - window.end() < 0) {
      pacer.at(
          planned,
          () -> {
            hold(planned);
            open(arrivals, k + 1);
          });
    }
  }

  private void hold(long planned) {
    stats.planned(planned);
    HeldConnection connection = new HeldConnection(planned);
    held.add(connection);
    client.nextLoop().execute(connection::begin);
  }

  /** Held connections do not keep the run going. */
  @Override
  public boolean isIdle() {
    return true;
  }

  @Override
  public void expire() {
    ending = true;
    held.forEach(HeldConnection::dispose);
  }

  @Override
  public void cancel() {
    expire();
  }

  @Override
  public Progress progress() {
    return new Progress(stream.name(), stats.sent(), opened.sum(), stats.failed(), open.get());
  }

  @Override
  public GeneratorHealth.Sends sends() {
    return stats.sends(stream.name(), false, 0, false);
  }

  @Override
  public LoadResult.Stream measured() {
    return stats.measured(
        stream, new LoadResult.Held(opened.sum(), opened.sum() - lost.sum(), lost.sum()));
  }

  /** One connection. */
  private final class HeldConnection extends BaseSubscriber<Integer> {
    private final long plannedNanos;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile long sentNanos;

    HeldConnection(long plannedNanos) {
      this.plannedNanos = plannedNanos;
    }

    void begin() {
      sentNanos = System.nanoTime();
      stats.sent(plannedNanos, sentNanos - plannedNanos, 0);
      call.timeout(timeout).subscribe(this);
    }

    @Override
    protected void hookOnNext(Integer status) {
      if (status != stream.status()) {
        stats.failed(plannedNanos, "status-" + status);
        cancel();
        return;
      }
      answered.set(true);
      opened.increment();
      open.incrementAndGet();
      stats.completed(plannedNanos, sentNanos, System.nanoTime());
    }

    @Override
    protected void hookOnError(Throwable failure) {
      if (answered.get()) {
        return;
      }
      if (failure instanceof TimeoutException) {
        stats.timedOut(plannedNanos, sentNanos, System.nanoTime());
      } else {
        stats.failed(plannedNanos, RequestFailure.kind(failure));
      }
    }

    @Override
    protected void hookFinally(SignalType end) {
      held.remove(this);
      if (answered.get()) {
        open.decrementAndGet();
        if (!ending) {
          lost.increment();
        }
      }
    }
  }
}
