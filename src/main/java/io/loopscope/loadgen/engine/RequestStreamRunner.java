package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.LoadShare;
import java.time.Duration;

/** Requests at planned times (open), or of users who wait for their answers (closed). */
final class RequestStreamRunner implements StreamRunner {
  /** How long a user pauses who found nobody to ask, instead of asking as fast as it can fail. */
  private static final long DISCOURAGED_NANOS = Duration.ofMillis(100).toNanos();

  private final LoadPlan load;
  private final LoadPlan.Stream stream;
  private final RunWindow window;
  private final ConnectionSource lanes;
  private final Pacer pacer;
  private final StreamStats tally;
  private final RequestSender requests;

  RequestStreamRunner(
      LoadPlan load,
      LoadPlan.Stream stream,
      RunWindow window,
      ConnectionSource lanes,
      Pacer pacer,
      StreamStats tally) {
    this.load = load;
    this.stream = stream;
    this.window = window;
    this.lanes = lanes;
    this.pacer = pacer;
    this.tally = tally;
    this.requests = new RequestSender(stream, limit(stream, load.share()), lanes, tally);
  }

  @Override
  public void start() {
    switch (stream.model()) {
      case LoadModel.Open open ->
          arrive(new ArrivalSchedule(open.perSecond(), open.jitter(), load.share()), 0);
      case LoadModel.Closed closed -> join(closed, load.share().portion(closed.users()));
      case LoadModel.Held held -> throw new IllegalArgumentException("holds connections: " + held);
    }
  }

  private void arrive(ArrivalSchedule arrivals, long k) {
    long planned = window.start() + arrivals.nanos(k);
    if (planned - window.end() < 0) {
      pacer.at(
          planned,
          () -> {
            requests.send(planned);
            arrive(arrivals, k + 1);
          });
    }
  }

  private void join(LoadModel.Closed model, int users) {
    for (int user = 0; user < users; user++) {
      pacer.at(window.start(), () -> ask(model, window.start()));
    }
  }

  private void ask(LoadModel.Closed user, long planned) {
    requests.send(planned, unreachable -> think(user, unreachable));
  }

  private void think(LoadModel.Closed user, boolean unreachable) {
    long pause = Math.max(user.think().toNanos(), unreachable ? DISCOURAGED_NANOS : 0);
    long planned = System.nanoTime() + pause;
    if (planned - window.end() >= 0) {
      return;
    }
    if (pause == 0) {
      ask(user, planned);
    } else {
      pacer.at(planned, () -> ask(user, planned));
    }
  }

  @Override
  public boolean isIdle() {
    return requests.inFlight() == 0;
  }

  @Override
  public void expire() {
    requests.expire();
  }

  @Override
  public void cancel() {
    requests.cancel();
  }

  @Override
  public Progress progress() {
    return new Progress(
        stream.name(), tally.sent(), tally.completed(), tally.failed(), requests.inFlight());
  }

  @Override
  public GeneratorHealth.Sends sends() {
    return tally.sends(
        stream.name(), stream.model() instanceof LoadModel.Open, lanes.lost(), load.steady());
  }

  @Override
  public LoadResult.Stream measured() {
    return tally.measured(stream, null);
  }

  private static int limit(LoadPlan.Stream stream, LoadShare share) {
    return stream.model() instanceof LoadModel.Closed
        ? Integer.MAX_VALUE
        : Math.max(1, share.portion(stream.inFlight()));
  }
}
