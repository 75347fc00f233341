package io.loopscope.placement;

import io.loopscope.failure.InvalidRequest;
import tools.jackson.databind.JsonNode;

/** Understands what another process wants done; the feature that has the work offers this. */
public interface WorkDecoder {
  /**
   * Reads {@link RemoteWork#order}.
   *
   * @throws InvalidRequest if the order is malformed or exceeds a limit
   */
  RemoteWork read(JsonNode order);
}
