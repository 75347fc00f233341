package io.loopscope.loadgen;

import io.loopscope.host.CpuTimes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the generator itself worked well enough to measure. It says nothing about the target.
 *
 * @param valid false if there is a reason to distrust the numbers
 * @param invalidBecause those reasons, each a sentence with its numbers
 * @param pausedMs total length of the pauses of the process that were long enough to count
 * @param longestPauseMs the longest pause
 * @param stolen share of all CPU time that the host took meanwhile, 0 to 1; null if unknown
 * @param throttled share of the time in which the cgroup was throttled; null if unknown
 */
public record GeneratorHealth(
    boolean valid,
    List<String> invalidBecause,
    double pausedMs,
    double longestPauseMs,
    @Nullable Double stolen,
    @Nullable Double throttled) {
  private static final double NANOS_PER_MILLI = 1e6;

  public GeneratorHealth {
    invalidBecause = List.copyOf(invalidBecause);
  }

  /**
   * The evidence of one run.
   *
   * @param measured length of the measured time
   * @param cpu CPU times meanwhile
   */
  public record Evidence(List<Sends> streams, Duration measured, PauseStats pauses, CpuTimes cpu) {
    double throttled() {
      return cpu.throttledNanos() / measured.toNanos();
    }

    double paused() {
      return (double) pauses.totalNanos() / measured.toNanos();
    }
  }

  /**
   * The sends of one stream.
   *
   * @param blocked sends that waited too long for one of the stream's connections
   * @param lostPins pinned connections that were lost, and may be on another loop since
   * @param unstable whether the warm-up should have settled and did not
   */
  public record Sends(
      String stream,
      long planned,
      long sent,
      long late,
      long blocked,
      long dropped,
      long lostPins,
      boolean unstable) {}

  /** Applies the rules, one after the other. */
  public static GeneratorHealth of(Evidence evidence, GeneratorTolerances allowed) {
    List<String> reasons =
        Stream.concat(
                evidence.streams().stream().flatMap(sends -> reasons(sends, allowed)),
                reasons(evidence, allowed))
            .toList();
    return new GeneratorHealth(
        reasons.isEmpty(),
        reasons,
        evidence.pauses().totalNanos() / NANOS_PER_MILLI,
        evidence.pauses().longestNanos() / NANOS_PER_MILLI,
        orNull(evidence.cpu().stolenShare()),
        orNull(evidence.throttled()));
  }

  /** The worst value of each kind; every reason names its generator. */
  static GeneratorHealth merge(List<GeneratorHealth> all) {
    List<String> reasons =
        IntStream.range(0, all.size())
            .boxed()
            .flatMap(
                i -> all.get(i).invalidBecause.stream().map(it -> "generator " + i + ": " + it))
            .toList();
    return new GeneratorHealth(
        reasons.isEmpty(),
        reasons,
        all.stream().mapToDouble(GeneratorHealth::pausedMs).max().orElse(0),
        all.stream().mapToDouble(GeneratorHealth::longestPauseMs).max().orElse(0),
        worst(all.stream().map(GeneratorHealth::stolen)),
        worst(all.stream().map(GeneratorHealth::throttled)));
  }

  private static Stream<String> reasons(Sends sends, GeneratorTolerances allowed) {
    String of = sends.stream() + ": ";
    String late = allowed.late().toMillis() + " ms";
    return Stream.of(
            over(sends.late(), sends.sent(), allowed.lateSends())
                .map(it -> of + it + " of sends were late by more than " + late),
            over(sends.blocked(), sends.sent(), allowed.lateSends())
                .map(it -> of + it + " of sends waited more than " + late + " for a connection"),
            over(sends.dropped(), sends.planned(), allowed.dropped())
                .map(it -> of + it + " of planned sends were dropped, too many were in flight"),
            sends.lostPins() == 0
                ? Stream.<String>empty()
                : Stream.of(of + sends.lostPins() + " pinned connections were lost"),
            sends.unstable()
                ? Stream.of(of + "latency had not settled when the warm-up ended")
                : Stream.<String>empty())
        .flatMap(it -> it);
  }

  private static Stream<String> reasons(Evidence evidence, GeneratorTolerances allowed) {
    return Stream.of(
            over(evidence.paused(), allowed.paused())
                .map(it -> "the generator itself paused for " + it + " of the time"),
            over(evidence.cpu().stolenShare(), allowed.stolen())
                .map(it -> "the host took " + it + " of all CPU time"),
            over(evidence.throttled(), allowed.throttled())
                .map(it -> "the generator's cgroup was throttled for " + it + " of the time"))
        .flatMap(it -> it);
  }

  /** A single send is never too many: of few sends it would be a large share. */
  private static Stream<String> over(long part, long whole, double allowed) {
    return part <= 1 || whole == 0 ? Stream.empty() : over((double) part / whole, allowed);
  }

  /** The share as a text, if it is too much; never for NaN. */
  private static Stream<String> over(double share, double allowed) {
    return share > allowed
        ? Stream.of(String.format(Locale.ROOT, "%.1f %%", 100 * share))
        : Stream.empty();
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static @Nullable Double worst(Stream<@Nullable Double> values) {
    return orNull(
        values
            .mapToDouble(it -> it == null ? Double.NaN : it)
            .filter(it -> !Double.isNaN(it))
            .max()
            .orElse(Double.NaN));
  }
}
