package io.loopscope.loadgen;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How requests come by their connections. It decides which of the server's loops they meet: a
 * connection stays with the loop that got it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(name = "fresh", value = Connections.Fresh.class),
  @JsonSubTypes.Type(name = "pool", value = Connections.Pool.class),
  @JsonSubTypes.Type(name = "pinned", value = Connections.Pinned.class)
})
public sealed interface Connections {
  /** One connection per request: {@code {"fresh":{}}}. Meets whatever loop accepts it. */
  record Fresh() implements Connections {}

  /**
   * Kept-alive connections, the longest unused first: {@code {"pool":{"size":20}}}. A request that
   * finds all of them busy waits for one.
   */
  record Pool(int size) implements Connections {}

  /**
   * Kept-alive connections, {@code each} on every one of the server's loops, which requests take in
   * turn: {@code {"pinned":{"loops":4,"each":8}}}. Each connection asks the target's {@code
   * /api/ping} once for the loop it met, before the run starts.
   */
  record Pinned(int loops, int each) implements Connections {}
}
