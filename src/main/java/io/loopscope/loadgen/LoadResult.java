package io.loopscope.loadgen;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.latency.LatencyHistogram;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run, or the merged result of several generators.
 *
 * @param load the load that was requested
 * @param startedAt the first planned send
 * @param health whether the numbers are valid
 */
public record LoadResult(
    LoadPlan load, Instant startedAt, List<Stream> streams, GeneratorHealth health)
    implements PlainTextAnswer {
  public LoadResult {
    streams = List.copyOf(streams);
  }

  /**
   * One stream. All counts are of requests whose planned send lies in the measured time; those of
   * the warm-up do not count.
   *
   * @param planned sends that were due; for a closed stream, those that its users made
   * @param sent requests that were sent
   * @param completed requests answered with the expected status
   * @param dropped planned sends that were left out because too many were in flight
   * @param late sends that the generator made more than 10 ms after their plan
   * @param blocked sends that waited longer than that for one of the stream's connections
   * @param failed sends without such an answer, by kind: {@code timeout}, {@code connect}, {@code
   *     reset}, {@code status-503}, {@code other}
   * @param offeredPerSecond requests sent to the target: the planned rate, or what the users made
   * @param achievedPerSecond requests completed within the measured time, whenever they were sent
   * @param latency from the planned send to the end of the answer; a timeout counts with the time
   *     after which it was given up, other failures do not count
   * @param service from the actual send, when a connection was available or began to open, to the
   *     end of the answer
   * @param corrected {@code service} of a closed stream, corrected for coordinated omission
   * @param held connections of a held stream
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Stream(
      String name,
      long planned,
      long sent,
      long completed,
      long dropped,
      long late,
      long blocked,
      Map<String, Long> failed,
      double offeredPerSecond,
      double achievedPerSecond,
      LatencyHistogram latency,
      LatencyHistogram service,
      @Nullable LatencyHistogram corrected,
      WarmUpStability warmUp,
      @Nullable Held held) {
    public Stream {
      failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    }

    Stream plus(Stream other) {
      Map<String, Long> failures = new TreeMap<>(failed);
      other.failed.forEach((kind, count) -> failures.merge(kind, count, Long::sum));
      return new Stream(
          name,
          planned + other.planned,
          sent + other.sent,
          completed + other.completed,
          dropped + other.dropped,
          late + other.late,
          blocked + other.blocked,
          failures,
          offeredPerSecond + other.offeredPerSecond,
          achievedPerSecond + other.achievedPerSecond,
          latency.plus(other.latency),
          service.plus(other.service),
          corrected == null || other.corrected == null ? null : corrected.plus(other.corrected),
          warmUp.and(other.warmUp),
          held == null || other.held == null ? null : held.plus(other.held));
    }
  }

  /**
   * Connections held open.
   *
   * @param opened connections on which an answer began
   * @param open connections still open at the end
   * @param lost connections that were closed before the end, by either side
   */
  public record Held(long opened, long open, long lost) {
    Held plus(Held other) {
      return new Held(opened + other.opened, open + other.open, lost + other.lost);
    }
  }

  /**
   * Merges the results of generators that shared one load. Counts are added and histograms merged,
   * both without loss.
   *
   * @throws IllegalArgumentException if they measured different streams
   */
  public static LoadResult merge(List<LoadResult> parts) {
    LoadResult first = parts.getFirst();
    if (parts.size() == 1) {
      return first;
    }
    List<Stream> merged =
        IntStream.range(0, first.streams.size())
            .mapToObj(i -> parts.stream().map(part -> part.same(i, first)).reduce(Stream::plus))
            .map(Optional::orElseThrow)
            .toList();
    return new LoadResult(
        first.load.whole(),
        parts.stream().map(LoadResult::startedAt).min(Instant::compareTo).orElseThrow(),
        merged,
        GeneratorHealth.merge(parts.stream().map(LoadResult::health).toList()));
  }

  /** The stream of that name. */
  public Stream stream(String name) {
    return streams.stream()
        .filter(it -> it.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stream of this name: " + name));
  }

  @Override
  public String plainText() {
    String verdict =
        health.valid() ? "valid" : "INVALID: " + String.join("; ", health.invalidBecause());
    return streams.stream().map(LoadResult::line).collect(Collectors.joining("\n", "", "\n"))
        + verdict;
  }

  private Stream same(int index, LoadResult first) {
    String name = first.streams.get(index).name;
    if (streams.size() != first.streams.size() || !streams.get(index).name.equals(name)) {
      throw new IllegalArgumentException("generators measured different streams: " + name);
    }
    return streams.get(index);
  }

  private static String line(Stream stream) {
    return String.format(
        Locale.ROOT,
        "%-12s %.1f/s of %.1f/s  p50 %.2f  p90 %.2f  p99 %.2f  max %.2f ms  failed %s",
        stream.name,
        stream.achievedPerSecond,
        stream.offeredPerSecond,
        stream.latency.p50(),
        stream.latency.p90(),
        stream.latency.p99(),
        stream.latency.max(),
        stream.failed);
  }
}
