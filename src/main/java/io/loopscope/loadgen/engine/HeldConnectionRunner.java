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
 * Connections that are opened at planned times and held until the end of the run. Latency is the
 * time until an answer begins; all of them count, also those opened during the warm-up.
 */
final class HeldConnectionRunner implements StreamRunner {
  private final LoadPlan load;
  private final LoadPlan.Stream stream;
  private final LoadModel.Held model;
  private final RunWindow window;
  private final LoadClient client;
  private final Pacer pacer;
  private final StreamStats tally;
  private final Flux<Integer> call;
  private final Mono<Long> timeout;
  private final Set<Holding> underWay = ConcurrentHashMap.newKeySet();
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
      StreamStats tally) {
    this.load = load;
    this.stream = stream;
    this.model = model;
    this.window = window;
    this.client = client;
    this.pacer = pacer;
    this.tally = tally;
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
    tally.planned(planned);
    Holding holding = new Holding(planned);
    underWay.add(holding);
    client.nextLoop().execute(holding::begin);
  }

  /** Held connections do not keep the run going. */
  @Override
  public boolean isIdle() {
    return true;
  }

  @Override
  public void expire() {
    ending = true;
    underWay.forEach(Holding::dispose);
  }

  @Override
  public void cancel() {
    expire();
  }

  @Override
  public Progress progress() {
    return new Progress(stream.name(), tally.sent(), opened.sum(), tally.failed(), open.get());
  }

  @Override
  public GeneratorHealth.Sends sends() {
    return tally.sends(stream.name(), false, 0, false);
  }

  @Override
  public LoadResult.Stream measured() {
    return tally.measured(
        stream, new LoadResult.Held(opened.sum(), opened.sum() - lost.sum(), lost.sum()));
  }

  /** One connection. */
  private final class Holding extends BaseSubscriber<Integer> {
    private final long plannedNanos;
    private final long begunNanos = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile long sentNanos;

    Holding(long plannedNanos) {
      this.plannedNanos = plannedNanos;
    }

    void begin() {
      sentNanos = System.nanoTime();
      tally.sent(plannedNanos, sentNanos - plannedNanos, 0);
      call.timeout(timeout).subscribe(this);
    }

    @Override
    protected void hookOnNext(Integer status) {
      if (status != stream.status()) {
        tally.failed(plannedNanos, "status-" + status);
        cancel();
        return;
      }
      answered.set(true);
      opened.increment();
      open.incrementAndGet();
      tally.completed(plannedNanos, sentNanos, System.nanoTime());
    }

    @Override
    protected void hookOnError(Throwable failure) {
      if (answered.get()) {
        return;
      }
      if (failure instanceof TimeoutException) {
        tally.timedOut(plannedNanos, sentNanos, System.nanoTime());
      } else {
        tally.failed(plannedNanos, RequestFailure.kind(failure));
      }
    }

    @Override
    protected void hookFinally(SignalType end) {
      underWay.remove(this);
      if (answered.get()) {
        open.decrementAndGet();
        if (!ending) {
          lost.increment();
        }
      }
    }
  }
}
