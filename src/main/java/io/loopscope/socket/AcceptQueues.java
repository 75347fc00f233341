package io.loopscope.socket;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The connections per port that the kernel has established but the process has not accepted yet.
 *
 * <p>Read from Linux's {@code /proc/net/tcp} and {@code tcp6}: for a socket in state LISTEN the
 * receive queue counts connections, not bytes. Both list listening sockets first, so the cost of a
 * reading does not depend on the number of open connections. They cover the whole network
 * namespace: it includes another process on the same port of another address.
 */
final class AcceptQueues {
  private static final String LISTEN = "0A";

  private final Path proc;

  AcceptQueues(Path proc) {
    this.proc = proc;
  }

  /** Connections waiting to be accepted on the port, over all its listening sockets. */
  KernelReading length(int port) {
    long[] lengths =
        Stream.of("tcp", "tcp6")
            .map(proc.resolve("net")::resolve)
            .map(table -> read(table, lines -> length(lines, port)))
            .flatMapToLong(OptionalLong::stream)
            .toArray();
    return lengths.length == 0
        ? KernelReading.UNAVAILABLE
        : KernelReading.of(LongStream.of(lengths).sum());
  }

  /** The length at which the kernel stops queueing for a requested {@code backlog}. */
  KernelReading limit(int backlog) {
    return new KernelReading(
        read(
            proc.resolve("sys/net/core/somaxconn"),
            lines -> lines.mapToLong(max -> Math.min(backlog, Long.parseLong(max))).findFirst()));
  }

  /** Finds the port in the text of {@code /proc/net/tcp}; empty if no socket listens there. */
  static OptionalLong length(Stream<String> table, int port) {
    return table
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .takeWhile(fields -> fields[3].equals(LISTEN))
        .filter(fields -> afterColon(fields[1]) == port)
        .mapToLong(fields -> afterColon(fields[4]))
        .reduce(Long::sum);
  }

  private static long afterColon(String field) {
    return Long.parseLong(field.substring(field.lastIndexOf(':') + 1), 16);
  }

  private static OptionalLong read(Path file, Function<Stream<String>, OptionalLong> reader) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return reader.apply(lines.lines());
    } catch (IOException missing) {
      return OptionalLong.empty();
    }
  }
}
