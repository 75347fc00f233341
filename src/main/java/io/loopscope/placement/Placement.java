package io.loopscope.placement;

import io.loopscope.http.ApiEnum;

/** Where a piece of work may run: the {@code on=} of every request. */
public enum Placement implements ApiEnum {
  /** On the event loop that serves the request, start to end: everybody else on it waits. */
  EVENT_LOOP,
  /** On the event loop, in slices of a few milliseconds that let others in between. */
  COOPERATIVE,
  /** On the one thread that all such work shares: what a global interpreter lock gives. */
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
