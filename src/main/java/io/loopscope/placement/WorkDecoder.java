package io.loopscope.placement;

import io.loopscope.failure.InvalidRequest;
import tools.jackson.databind.JsonNode;

/** Decodes work that another process requests; the feature that owns the work provides this. */
public interface WorkDecoder {
  /**
   * Reads {@link RemoteWork#description}.
   *
   * @throws InvalidRequest if the description is malformed or exceeds a limit
   */
  RemoteWork decode(JsonNode description);
}
