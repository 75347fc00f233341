package io.loopscope.observation;

/** Receives served requests on the thread that served them, so it must be fast. */
@FunctionalInterface
public interface ServedRequestListener {
  /**
   * Called when a request has been served.
   *
   * @param route the pattern that matched it, such as {@code /api/ping}
   * @param beganNanos when a loop started it, on the scale of {@link System#nanoTime}
   * @param nanos its duration from then on
   */
  void onServed(String route, long beganNanos, long nanos);
}
