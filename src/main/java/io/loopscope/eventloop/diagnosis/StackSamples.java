package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.account.TimeSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a loop's thread was seen doing during one block. Each sample stands for the time since the
 * one before it, and the last one for the rest, so that it does not matter how often samples were
 * taken.
 *
 * <p>Samples of the same stack are kept as one; of more than {@value #MAX_STACKS} different ones
 * the rest is only counted. The JVM stops a thread only at safepoints, so line numbers are near the
 * truth, not exact; methods are. Not safe for use by several threads.
 */
public final class StackSamples {
  private static final int MAX_STACKS = 48;
  private static final int MAX_SHOWN = 5;
  private static final double HALF = 0.5;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<List<Object>, SeenStack> stacks = new LinkedHashMap<>();
  private final TimeSlice unseen = new TimeSlice();
  private final ApplicationCode code;
  private @Nullable SeenStack last;
  private int samples;

  public StackSamples(ApplicationCode code) {
    this.code = code;
  }

  /**
   * Adds a sample, innermost frame first. A stack without frames says nothing and is ignored.
   *
   * @param stoodFor what became of the time since the sample before
   */
  public void add(Thread.State state, StackTraceElement[] frames, TimeSlice stoodFor) {
    if (frames.length == 0) {
      charge(stoodFor);
      return;
    }
    samples++;
    StackSample sample = StackSample.of(state, frames, code);
    List<Object> key = List.of(state, sample.methods());
    SeenStack stack = stacks.get(key);
    if (stack == null && stacks.size() < MAX_STACKS) {
      stack = new SeenStack();
      stacks.put(key, stack);
    }
    if (stack == null) {
      unseen.add(stoodFor);
      return;
    }
    stack.add(sample);
    if (last == null) {
      stack.time.add(unseen);
      stack.time.add(stoodFor);
    } else {
      share(stoodFor, last, stack);
    }
    last = stack;
  }

  /**
   * What changed between two samples changed somewhere in between: each is given half of the time,
   * except that the time of a wait belongs to the one that waits.
   */
  private static void share(TimeSlice time, SeenStack before, SeenStack after) {
    boolean waited = before.sample().waits();
    boolean waits = after.sample().waits();
    double computing = waited == waits ? HALF : waited ? 1 : 0;
    double waiting = waited == waits ? HALF : waited ? 0 : 1;
    after.time.add(time.part(computing, waiting));
    before.time.add(time.part(1 - computing, 1 - waiting));
  }

  /** Adds time in which no sample was taken: it is taken for more of what was seen last. */
  public void charge(TimeSlice time) {
    (last == null ? unseen : last.time).add(time);
  }

  /** How many samples were added. */
  public int size() {
    return samples;
  }

  public boolean hasApplicationFrame() {
    return stacks.values().stream().anyMatch(stack -> stack.sample().hasApplicationFrame());
  }

  /**
   * The method that took the most of one kind of time, such as {@code Primes.count}. Methods of the
   * application come first; without any, what the frameworks called. Empty without samples.
   */
  public Optional<String> culprit(ToLongFunction<TimeSlice> time) {
    return longest(time, StackSample::hasApplicationFrame)
        .or(() -> longest(time, sample -> true))
        .map(sample -> StackFrames.shortName(sample.culprit()));
  }

  /** Part of the time whose stacks waited, 0 to 1; NaN without samples. */
  public double shareWaiting() {
    double all = sum(TimeSlice::totalNanos, sample -> true);
    if (samples == 0) {
      return Double.NaN;
    }
    return all == 0
        ? (double) stacks.values().stream().filter(stack -> stack.sample().waits()).count()
            / stacks.size()
        : sum(TimeSlice::totalNanos, StackSample::waits) / all;
  }

  /** The sample that stands for the most of one kind of time. */
  Optional<StackSample> longest(ToLongFunction<TimeSlice> time) {
    return longest(time, sample -> true);
  }

  /** Every stack with its part of one kind of time, 0 to 1. */
  Stream<Map.Entry<StackSample, Double>> shares(ToLongFunction<TimeSlice> time) {
    double all = sum(time, sample -> true);
    double each = 1.0 / Math.max(1, stacks.size());
    return stacks.values().stream()
        .map(
            stack ->
                Map.entry(stack.sample(), all > 0 ? time.applyAsLong(stack.time) / all : each));
  }

  /** The stacks in the order in which they were seen first, with their time. */
  Stream<Map.Entry<StackSample, TimeSlice>> inOrder() {
    return stacks.values().stream().map(stack -> Map.entry(stack.sample(), stack.time));
  }

  /**
   * The stacks as lines, longest first, each under a line such as {@code 412 ms, 3 of 5 samples,
   * RUNNABLE:}, shown with the newest line numbers.
   */
  public List<String> merged() {
    List<SeenStack> ordered =
        stacks.values().stream()
            .sorted(
                Comparator.<SeenStack>comparingLong(stack -> stack.time.totalNanos())
                    .thenComparingInt(stack -> stack.count)
                    .reversed())
            .toList();
    List<String> lines = new ArrayList<>();
    ordered.stream().limit(MAX_SHOWN).forEach(stack -> stack.appendTo(lines, samples));
    int shown = ordered.stream().limit(MAX_SHOWN).mapToInt(stack -> stack.count).sum();
    if (shown < samples) {
      lines.add(samples - shown + " of " + samples + " samples: other stacks");
    }
    return lines;
  }

  private Optional<StackSample> longest(
      ToLongFunction<TimeSlice> time, Predicate<StackSample> which) {
    Map<String, Long> byCulprit = new LinkedHashMap<>();
    Map<String, StackSample> samples = new LinkedHashMap<>();
    stacks.values().stream()
        .filter(stack -> which.test(stack.sample()))
        .forEach(
            stack -> {
              StackTraceElement culprit = stack.sample().culprit();
              String name = culprit.getClassName() + " " + StackFrames.shortName(culprit);
              byCulprit.merge(name, stack.count + time.applyAsLong(stack.time), Long::sum);
              samples.put(name, stack.sample());
            });
    return byCulprit.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .map(samples::get);
  }

  private double sum(ToLongFunction<TimeSlice> time, Predicate<StackSample> which) {
    return stacks.values().stream()
        .filter(stack -> which.test(stack.sample()))
        .mapToLong(stack -> time.applyAsLong(stack.time))
        .sum();
  }

  /** One stack, how often it was seen, and the time it stands for. */
  private static final class SeenStack {
    private final TimeSlice time = new TimeSlice();
    private @Nullable StackSample newest;
    private int count;

    private void add(StackSample sample) {
      newest = sample;
      count++;
    }

    private StackSample sample() {
      if (newest == null) {
        throw new IllegalStateException("no sample was added");
      }
      return newest;
    }

    private void appendTo(List<String> lines, int samples) {
      long ms = Math.round(time.totalNanos() / NANOS_PER_MILLI);
      lines.add(
          (ms > 0 ? ms + " ms, " : "")
              + "%d of %d samples, %s:".formatted(count, samples, sample().state()));
      sample().lines().forEach(line -> lines.add("  " + line));
    }
  }
}
