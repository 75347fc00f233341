package io.loopscope.placement;

import tools.jackson.databind.JsonNode;

/** Understands what another process wants done; the feature that has the work offers this. */
public interface WorkDecoder {
  /**
   * Reads {@link RemoteWork#order}.
   *
   * @throws io.loopscope.http.ApiProblem if that is no order, or one for too much
   */
  RemoteWork<?> read(JsonNode order);
}
