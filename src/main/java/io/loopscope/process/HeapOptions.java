package io.loopscope.process;

import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * The heap of a child.
 *
 * @param size maximum size
 * @param collector JVM option that selects the garbage collector
 */
public record HeapOptions(DataSize size, String collector) {
  /** Serial collection, which pauses the child but leaves the cores to its work. */
  public static HeapOptions serial(DataSize size) {
    return new HeapOptions(size, "-XX:+UseSerialGC");
  }

  /** Concurrent collection, for a child that must not pause. */
  public static HeapOptions concurrent(DataSize size) {
    return new HeapOptions(size, "-XX:+UseZGC");
  }

  List<String> options() {
    return List.of("-Xmx" + size.toMegabytes() + "m", collector);
  }
}
