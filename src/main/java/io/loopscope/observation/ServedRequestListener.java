package io.loopscope.observation;

/** Is told of requests, on the thread that served them, so it must be quick. */
@FunctionalInterface
public interface ServedRequestListener {
  /**
   * Called when a request has been served.
   *
   * @param route the pattern that matched it, such as {@code /api/ping}
   * @param beganNanos when a loop took it up, on the scale of {@link System#nanoTime}
   * @param nanos how long it took from then on
   */
  void onServed(String route, long beganNanos, long nanos);
}
