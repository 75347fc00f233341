package io.loopscope.process;

import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * The heap of a child.
 *
 * @param size of it
 * @param collector the JVM's option that chooses who collects it
 */
public record HeapOptions(DataSize size, String collector) {
  /** Collected by one thread while the child stands still: leaves the cores to its work. */
  public static HeapOptions serial(DataSize size) {
    return new HeapOptions(size, "-XX:+UseSerialGC");
  }

  /** Collected while the child goes on: for one that must not be late. */
  public static HeapOptions concurrent(DataSize size) {
    return new HeapOptions(size, "-XX:+UseZGC");
  }

  List<String> options() {
    return List.of("-Xmx" + size.toMegabytes() + "m", collector);
  }
}
