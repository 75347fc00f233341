package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.GeneratorHealth;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.LoadShare;
import java.time.Duration;

/** Sends requests at planned times (open), or for users that wait for their answers (closed). */
final class RequestStreamRunner implements StreamRunner {
  /** The pause of a user after a failed connection, which limits the rate of failures. */
  private static final long UNREACHABLE_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final LoadPlan load;
  private final LoadPlan.Stream stream;
  private final RunWindow window;
  private final ConnectionSource connections;
  private final Pacer pacer;
  private final StreamStats stats;
  private final RequestSender sender;

  RequestStreamRunner(
      LoadPlan load,
      LoadPlan.Stream stream,
      RunWindow window,
      ConnectionSource connections,
      Pacer pacer,
      StreamStats stats) {
    this.load = load;
    this.stream = stream;
    this.window = window;
    this.connections = connections;
    this.pacer = pacer;
    this.stats = stats;
    this.sender = new RequestSender(stream, limit(stream, load.share()), connections, stats);
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
            sender.send(planned);
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
    sender.send(planned, unreachable -> think(user, unreachable));
  }

  private void think(LoadModel.Closed user, boolean unreachable) {
    long pause = Math.max(user.think().toNanos(), unreachable ? UNREACHABLE_PAUSE_NANOS : 0);
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
    return sender.inFlight() == 0;
  }

  @Override
  public void expire() {
    sender.expire();
  }

  @Override
  public void cancel() {
    sender.cancel();
  }

  @Override
  public Progress progress() {
    return new Progress(
        stream.name(), stats.sent(), stats.completed(), stats.failed(), sender.inFlight());
  }

  @Override
  public GeneratorHealth.Sends sends() {
    return stats.sends(
        stream.name(), stream.model() instanceof LoadModel.Open, connections.lost(), load.steady());
  }

  @Override
  public LoadResult.Stream measured() {
    return stats.measured(stream, null);
  }

  private static int limit(LoadPlan.Stream stream, LoadShare share) {
    return stream.model() instanceof LoadModel.Closed
        ? Integer.MAX_VALUE
        : Math.max(1, share.portion(stream.inFlight()));
  }
}
