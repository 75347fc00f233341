package io.loopscope.eventloop.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Safepoint and collection times from the counters that HotSpot shares with {@code jstat}: a file
 * that it maps, and that is mapped here too. There is none with {@code -XX:-UsePerfData}, with
 * {@code -XX:+PerfDisableSharedMem}, or on another JVM.
 */
final class HotSpotCounters implements JvmStopCounters {
  private static final Path TEMPORARY = Path.of("/tmp");
  private static final Pattern COLLECTION = Pattern.compile("sun\\.gc\\.collector\\.\\d+\\.time");
  private static final List<String> SAFEPOINTS =
      List.of("sun.rt.safepointTime", "sun.rt.safepointSyncTime");
  private static final String FREQUENCY = "sun.os.hrt.frequency";
  private static final double NANOS_PER_SECOND = 1e9;

  private final ByteBuffer memory;
  private final int[] safepoints;
  private final int[] collections;
  private final double nanosPerTick;

  private HotSpotCounters(ByteBuffer memory, Map<String, Integer> counters) {
    this.memory = memory;
    this.safepoints = SAFEPOINTS.stream().mapToInt(counters::get).toArray();
    this.collections =
        counters.entrySet().stream()
            .filter(counter -> COLLECTION.matcher(counter.getKey()).matches())
            .mapToInt(Map.Entry::getValue)
            .toArray();
    this.nanosPerTick = NANOS_PER_SECOND / memory.getLong(counters.getOrDefault(FREQUENCY, 0));
  }

  static Optional<HotSpotCounters> ofThisJvm() {
    return file().flatMap(HotSpotCounters::map);
  }

  @Override
  public long stoppedNanos() {
    return sum(safepoints);
  }

  @Override
  public long collectionNanos() {
    return sum(collections);
  }

  @Override
  public boolean countsAllSafepoints() {
    return true;
  }

  private long sum(int[] offsets) {
    long ticks = 0;
    for (int offset : offsets) {
      ticks += memory.getLong(offset);
    }
    return (long) (ticks * nanosPerTick);
  }

  private static Optional<HotSpotCounters> map(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      Map<String, Integer> counters = PerfDataIndex.of(memory);
      return counters.keySet().containsAll(SAFEPOINTS) && counters.containsKey(FREQUENCY)
          ? Optional.of(new HotSpotCounters(memory, counters))
          : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** HotSpot names the folder after the user, and the file after the process. */
  private static Optional<Path> file() {
    String pid = String.valueOf(ProcessHandle.current().pid());
    try (Stream<Path> folders = Files.list(TEMPORARY)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("hsperfdata_"))
          .map(folder -> folder.resolve(pid))
          .filter(Files::isReadable)
          .findFirst();
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
