package io.loopscope.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Times requests as {@code http.server.requests} does: from the same observation, with the same
 * beginning and end, but in a histogram with percentiles.
 */
final class ServerLatencies implements ObservationHandler<ServerRequestObservationContext> {
  private final ServiceObserver witness;

  ServerLatencies(ServiceObserver witness) {
    this.witness = witness;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ServerRequestObservationContext;
  }

  @Override
  public void onStart(ServerRequestObservationContext request) {
    request.put(ServerLatencies.class, System.nanoTime());
  }

  @Override
  public void onStop(ServerRequestObservationContext request) {
    Long began = request.get(ServerLatencies.class);
    String route = request.getPathPattern();
    if (began != null && route != null) {
      witness.served(route, began, System.nanoTime() - began);
    }
  }
}
