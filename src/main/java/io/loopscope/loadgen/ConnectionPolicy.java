package io.loopscope.loadgen;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The choice of connections for requests. It decides which of the server's loops they meet, because
 * a connection stays with the loop that accepted it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(name = "fresh", value = ConnectionPolicy.Fresh.class),
  @JsonSubTypes.Type(name = "pool", value = ConnectionPolicy.Pool.class),
  @JsonSubTypes.Type(name = "pinned", value = ConnectionPolicy.Pinned.class)
})
public sealed interface ConnectionPolicy {
  /** One connection per request: {@code {"fresh":{}}}. It meets the loop that accepts it. */
  record Fresh() implements ConnectionPolicy {}

  /**
   * Kept-alive connections, the longest unused first: {@code {"pool":{"size":20}}}. A request that
   * finds all of them busy waits for one.
   */
  record Pool(int size) implements ConnectionPolicy {}

  /**
   * Kept-alive connections, {@code each} on every one of the server's loops, which requests take in
   * turn: {@code {"pinned":{"loops":4,"each":8}}}. Each connection asks the target's {@code
   * /api/ping} once for the loop it met, before the run starts.
   */
  record Pinned(int loops, int each) implements ConnectionPolicy {}
}
