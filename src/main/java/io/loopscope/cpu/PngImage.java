package io.loopscope.cpu;

import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.SteppedWork;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The Mandelbrot set as PNG.
 *
 * @param units how many pixels it has
 */
record PngImage(int units) implements RemoteWork {
  static final String AS = "as";
  private static final String PNG = "png";

  static boolean isDescribedBy(JsonNode description) {
    return description.path(AS).asString("").equals(PNG);
  }

  @Override
  public String name() {
    return Workload.MANDELBROT.id();
  }

  @Override
  public SteppedWork<byte[]> work() {
    return new PngEncoding(new MandelbrotImage(units));
  }

  @Override
  public Map<String, Object> description() {
    return Map.of("workload", Workload.MANDELBROT, "units", units, AS, PNG);
  }
}
