package io.loopscope.placement;

import io.loopscope.http.ApiEnum;

/** Where a piece of work may run: the {@code on=} of every request. */
public enum Placement implements ApiEnum {
  /**
   * On the event loop that serves the request, from start to end; all other requests on it wait.
   */
  EVENT_LOOP,
  /** On the event loop, in slices of a few milliseconds that yield to other tasks between them. */
  COOPERATIVE,
  /** On the one thread that all such work shares, as under a global interpreter lock. */
  SINGLE,
  /** On one of as many threads as there are cores. */
  PARALLEL,
  /** On one of ten threads per core, meant for calls that block. */
  BOUNDED_ELASTIC,
  /** On a virtual thread of its own; while it computes it holds a carrier thread. */
  VIRTUAL_THREADS,
  /** In another process, so that CPU work here becomes a wait for I/O. */
  PROCESS
}
