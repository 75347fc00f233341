package io.loopscope.loadgen;

import java.time.Duration;

/** Requests at planned times (open), or of users who wait for their answers (closed). */
final class RequestStreaming implements Streaming {
  /** How long a user pauses who found nobody to ask, instead of asking as fast as it can fail. */
  private static final long DISCOURAGED_NANOS = Duration.ofMillis(100).toNanos();

  private final Load load;
  private final Load.Stream stream;
  private final Window window;
  private final Lanes lanes;
  private final Pacer pacer;
  private final Tally tally;
  private final Requests requests;

  RequestStreaming(
      Load load, Load.Stream stream, Window window, Lanes lanes, Pacer pacer, Tally tally) {
    this.load = load;
    this.stream = stream;
    this.window = window;
    this.lanes = lanes;
    this.pacer = pacer;
    this.tally = tally;
    this.requests = new Requests(stream, limit(stream, load.share()), lanes, tally);
  }

  @Override
  public void start() {
    switch (stream.model()) {
      case Model.Open open ->
          arrive(new Arrivals(open.perSecond(), open.jitter(), load.share()), 0);
      case Model.Closed closed -> join(closed, load.share().portion(closed.users()));
      case Model.Held held -> throw new IllegalArgumentException("holds connections: " + held);
    }
  }

  private void arrive(Arrivals arrivals, long k) {
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

  private void join(Model.Closed model, int users) {
    for (int user = 0; user < users; user++) {
      pacer.at(window.start(), () -> ask(model, window.start()));
    }
  }

  private void ask(Model.Closed user, long planned) {
    requests.send(planned, unreachable -> think(user, unreachable));
  }

  private void think(Model.Closed user, boolean unreachable) {
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
  public Health.Sends sends() {
    return tally.sends(
        stream.name(), stream.model() instanceof Model.Open, lanes.lost(), load.steady());
  }

  @Override
  public Measured.Stream measured() {
    return tally.measured(stream, null);
  }

  private static int limit(Load.Stream stream, Share share) {
    return stream.model() instanceof Model.Closed
        ? Integer.MAX_VALUE
        : Math.max(1, share.portion(stream.inFlight()));
  }
}
