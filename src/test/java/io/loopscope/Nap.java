package io.loopscope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.SteppedWork;
import java.util.Map;

/** Work that does nothing and returns at once. */
public record Nap() implements RemoteWork<String> {
  @Override
  public String name() {
    return "nap";
  }

  @Override
  public SteppedWork<String> work() {
    return SteppedWork.indivisible(() -> "done");
  }

  @Override
  public Map<String, Object> order() {
    return Map.of("what", "nap");
  }

  @Override
  public byte[] encode(String result) {
    return result.getBytes(UTF_8);
  }

  @Override
  public String decode(byte[] result) {
    return new String(result, UTF_8);
  }
}
