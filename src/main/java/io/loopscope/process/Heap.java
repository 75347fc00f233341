package io.loopscope.process;

import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * The heap of a child.
 *
 * @param size of it
 * @param collector the JVM's option that chooses who collects it
 */
public record Heap(DataSize size, String collector) {
  /** Collected by one thread while the child stands still: leaves the cores to its work. */
  public static Heap serial(DataSize size) {
    return new Heap(size, "-XX:+UseSerialGC");
  }

  /** Collected while the child goes on: for one that must not be late. */
  public static Heap concurrent(DataSize size) {
    return new Heap(size, "-XX:+UseZGC");
  }

  List<String> options() {
    return List.of("-Xmx" + size.toMegabytes() + "m", collector);
  }
}
