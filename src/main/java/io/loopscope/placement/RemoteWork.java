package io.loopscope.placement;

import java.util.Map;

/**
 * Work that another process of the same version can do as well: its description is JSON and its
 * result is bytes. It depends on nothing else, so doing it twice does no harm.
 */
public interface RemoteWork {
  /** Its name in {@code loopscope_work_seconds}. */
  String name();

  /** Creates the work, to be done in this process. */
  SteppedWork<byte[]> work();

  /** Members of the JSON object from which a {@link WorkDecoder} creates the same work. */
  Map<String, Object> description();
}
