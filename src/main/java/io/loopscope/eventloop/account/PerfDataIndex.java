package io.loopscope.eventloop.account;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the numbers are in HotSpot's performance data: a header, then entries with a name and a
 * value each (layout: {@code perfMemory.hpp}, version 2 of the format).
 */
final class PerfDataIndex {
  private static final int MAGIC = 0xcafec0c0;
  private static final int BYTE_ORDER = 4;
  private static final int MAJOR_VERSION = 5;
  private static final int FIRST_ENTRY = 24;
  private static final int ENTRIES = 28;
  private static final int NAME = 4;
  private static final int VECTOR_LENGTH = 8;
  private static final int TYPE = 12;
  private static final int VALUE = 16;

  private PerfDataIndex() {}

  /**
   * The offsets of all whole numbers by their names. Sets the buffer's byte order.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Map<String, Integer> of(ByteBuffer memory) {
    memory.order(ByteOrder.BIG_ENDIAN);
    if (memory.getInt(0) != MAGIC || memory.get(MAJOR_VERSION) != 2) {
      throw new IllegalArgumentException("no performance data of HotSpot, version 2");
    }
    memory.order(memory.get(BYTE_ORDER) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    Map<String, Integer> offsets = new HashMap<>();
    int entry = memory.getInt(FIRST_ENTRY);
    for (int left = memory.getInt(ENTRIES); left > 0; left--) {
      if (memory.get(entry + TYPE) == 'J' && memory.getInt(entry + VECTOR_LENGTH) == 0) {
        offsets.put(
            text(memory, entry + memory.getInt(entry + NAME)),
            entry + memory.getInt(entry + VALUE));
      }
      entry += memory.getInt(entry);
    }
    return offsets;
  }

  private static String text(ByteBuffer memory, int start) {
    int end = start;
    while (memory.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    memory.get(start, bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
