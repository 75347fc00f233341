package io.loopscope.placement;

import tools.jackson.databind.JsonNode;

/** Understands what another process wants done; the feature that has the work offers this. */
public interface Orders {
  /**
   * Reads {@link Portable#order}.
   *
   * @throws io.loopscope.http.Problem if that is no order, or one for too much
   */
  Portable<?> read(JsonNode order);
}
