package io.loopscope.downstream;

import io.loopscope.http.JsonBody;
import io.loopscope.http.RequestLimits;
import tools.jackson.databind.JsonNode;

/**
 * The limits of the downstream.
 *
 * @param concurrency calls in progress at once; 0 is no limit
 * @param queue calls that may be queued; one more is answered 503
 */
record DownstreamCapacity(int concurrency, int queue) {
  static final int MAX = 100_000;

  /**
   * Reads {@code {"concurrency":8,"queue":100}}.
   *
   * @throws io.loopscope.failure.InvalidRequest if a member is missing or out of range
   */
  static DownstreamCapacity of(JsonNode body) {
    DownstreamCapacity capacity = JsonBody.read(body, DownstreamCapacity.class);
    RequestLimits.within("concurrency", capacity.concurrency, 0, MAX);
    RequestLimits.within("queue", capacity.queue, 0, MAX);
    return capacity;
  }
}
