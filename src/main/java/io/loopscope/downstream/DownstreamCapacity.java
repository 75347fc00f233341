package io.loopscope.downstream;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.RequestLimits;
import tools.jackson.databind.JsonNode;

/**
 * How much the downstream takes on.
 *
 * @param concurrency calls at work at once; 0 is no limit
 * @param queue calls that may wait in line for it; one more is answered 503
 */
record DownstreamCapacity(int concurrency, int queue) {
  static final int MAX = 100_000;

  /**
   * Reads {@code {"concurrency":8,"queue":100}}.
   *
   * @throws InvalidRequest if a member is missing or out of range
   */
  static DownstreamCapacity of(JsonNode body) {
    return new DownstreamCapacity(member(body, "concurrency"), member(body, "queue"));
  }

  private static int member(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isInt()) {
      throw InvalidRequest.parameter(name, value, "0.." + MAX);
    }
    return RequestLimits.within(name, value.intValue(), 0, MAX);
  }
}
