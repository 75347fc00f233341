package io.loopscope.placement;

import java.util.Map;

/**
 * Work that another process of the same version can do as well: what to do can be said in JSON, and
 * what came of it is bytes. It depends on nothing else, so doing it twice does no harm.
 *
 * @param <T> what it computes
 */
public interface RemoteWork<T> {
  /** Its name in {@code loopscope_work_seconds}. */
  String name();

  /** Makes the work, to be done in this process. */
  SteppedWork<T> work();

  /** Members of the JSON object from which {@link WorkDecoder} make the same work elsewhere. */
  Map<String, Object> order();

  byte[] encode(T result);

  /** What {@link #encode} was given in the other process. */
  T decode(byte[] result);
}
