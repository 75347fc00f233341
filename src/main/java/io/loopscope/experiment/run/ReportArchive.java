package io.loopscope.experiment.run;

import io.loopscope.experiment.report.ExperimentReport;
import io.loopscope.experiment.report.ReportSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports on disk, one file each. A report is stored completely or not at all: it is written to a
 * file of another name, which is forced to disk and then renamed.
 *
 * <p>Every method blocks on the disk, and only one thread at a time may call them.
 */
public final class ReportArchive {
  private static final Log log = LogFactory.getLog(ReportArchive.class);
  private static final String SUFFIX = ".json";
  private static final String UNFINISHED = ".tmp";

  private final Path directory;
  private final int keep;
  private final JsonMapper json;
  private final Map<String, ReportSummary> known = new HashMap<>();

  public ReportArchive(Path directory, int keep, JsonMapper json) {
    this.directory = directory;
    this.keep = keep;
    this.json = json;
  }

  /**
   * Stores the report, in place of an earlier one of the same id, and deletes the oldest.
   *
   * @throws UncheckedIOException if the disk refuses it
   */
  public ReportSummary write(ExperimentReport report) {
    try {
      Files.createDirectories(directory);
      Path unfinished = directory.resolve(report.id() + UNFINISHED);
      force(unfinished, json.writeValueAsBytes(report));
      Files.move(
          unfinished,
          file(report.id()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      known.put(report.id(), report.summary());
      prune();
      return report.summary();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The report of that id, if it is stored. */
  public Optional<ExperimentReport> read(String id) {
    return ExperimentIds.isId(id) ? read(file(id)) : Optional.empty();
  }

  /** The summaries of all stored reports, newest first. Unreadable files are skipped. */
  public List<ReportSummary> summaries() {
    return files().stream().map(this::summary).flatMap(Optional::stream).toList();
  }

  private Optional<ReportSummary> summary(Path file) {
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - SUFFIX.length());
    if (!known.containsKey(id)) {
      read(id).ifPresent(report -> known.put(id, report.summary()));
    }
    return Optional.ofNullable(known.get(id));
  }

  private Optional<ExperimentReport> read(Path file) {
    try {
      return Optional.of(json.readValue(Files.readAllBytes(file), ExperimentReport.class));
    } catch (IOException missing) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException damaged) {
      log.warn("Cannot read " + file + ": " + damaged.getMessage());
      return Optional.empty();
    }
  }

  private static void force(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private void prune() throws IOException {
    for (Path old : files().stream().skip(keep).toList()) {
      Files.deleteIfExists(old);
    }
  }

  /** Ids begin with the time, so they sort by it. */
  private List<Path> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
