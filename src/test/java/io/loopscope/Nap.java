package io.loopscope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.SteppedWork;
import java.util.Map;

/** Work that does nothing and answers {@code done}. */
public record Nap() implements RemoteWork {
  @Override
  public String name() {
    return "nap";
  }

  @Override
  public SteppedWork<byte[]> work() {
    return SteppedWork.indivisible(() -> "done".getBytes(UTF_8));
  }

  @Override
  public Map<String, Object> description() {
    return Map.of("what", "nap");
  }
}
