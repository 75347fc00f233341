package io.loopscope.eventloop.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a loop's thread was seen doing during one block.
 *
 * <p>At most {@value #MAX_SAMPLES} samples are kept, spread evenly over the block however long it
 * gets. The JVM stops a thread only at safepoints, so line numbers are near the truth, not exact;
 * methods are. Not safe for use by several threads.
 */
public final class StackSamples {
  private static final int MAX_SAMPLES = 24;
  private static final int MAX_STACKS = 5;

  private final List<StackSample> samples = new ArrayList<>();
  private int seen;
  private int stride = 1;

  /** Takes a sample, innermost frame first. A stack without frames says nothing and is ignored. */
  public void add(Thread.State state, StackTraceElement[] frames) {
    if (frames.length == 0) {
      return;
    }
    int number = seen++;
    if (samples.size() == MAX_SAMPLES && number % stride == 0) {
      keepEverySecond();
    }
    if (number % stride == 0) {
      samples.add(StackSample.of(state, frames));
    }
  }

  /** How many samples are kept. */
  public int size() {
    return samples.size();
  }

  boolean hasApplicationFrame() {
    return samples.stream().anyMatch(StackSample::hasApplicationFrame);
  }

  /**
   * The method to look at, such as {@code Primes.count}: of each sample the innermost application
   * frame, and of these the most frequent, or the newest of several. Samples without an application
   * frame have no say unless all are; then it is the method most often on top of the stack. Empty
   * without samples.
   */
  public Optional<String> culprit() {
    List<StackTraceElement> applicationFrames =
        newestFirst().filter(StackSample::hasApplicationFrame).map(this::applicationFrame).toList();
    return mostFrequent(applicationFrames)
        .or(() -> mostFrequent(newestFirst().map(StackSample::innermost).toList()));
  }

  /** Part of the samples in which the thread waited, 0 to 1; NaN without samples. */
  public double shareWaiting() {
    return samples.isEmpty()
        ? Double.NaN
        : (double) samples.stream().filter(StackSample::waits).count() / size();
  }

  /** Whether this is so in at least half of the samples, and in one at least. */
  boolean mostly(Predicate<StackSample> fact) {
    return !samples.isEmpty() && 2 * samples.stream().filter(fact).count() >= size();
  }

  /**
   * The stacks as lines, most frequent first, each under a line such as {@code 3 of 5 samples,
   * RUNNABLE:}. Stacks that differ in line numbers only are one, shown with the newest numbers; of
   * more than {@value #MAX_STACKS} different ones the rest is only counted.
   */
  public List<String> merged() {
    Collection<List<StackSample>> groups =
        groupedBy(newestFirst(), sample -> List.of(sample.state(), methods(sample))).values();
    List<List<StackSample>> stacks = groups.stream().sorted(StackSamples::largestFirst).toList();
    List<String> lines = new ArrayList<>();
    stacks.stream().limit(MAX_STACKS).forEach(stack -> append(stack, lines));
    if (stacks.size() > MAX_STACKS) {
      int more = stacks.stream().skip(MAX_STACKS).mapToInt(List::size).sum();
      lines.add(more + " of " + size() + " samples: other stacks");
    }
    return lines;
  }

  private void keepEverySecond() {
    stride *= 2;
    for (int i = samples.size() - 1; i > 0; i -= 2) {
      samples.remove(i);
    }
  }

  private Stream<StackSample> newestFirst() {
    List<StackSample> newestFirst = new ArrayList<>(samples);
    Collections.reverse(newestFirst);
    return newestFirst.stream();
  }

  private StackTraceElement applicationFrame(StackSample sample) {
    return sample.frames().get(sample.application());
  }

  /** Counts by class and method as shown, so that a lambda counts for the method it is in. */
  private static Optional<String> mostFrequent(List<StackTraceElement> newestFirst) {
    return groupedBy(
            newestFirst.stream(),
            frame -> List.of(frame.getClassName(), StackFrames.shortName(frame)))
        .values()
        .stream()
        .min(StackSamples::largestFirst)
        .map(frames -> StackFrames.shortName(frames.get(0)));
  }

  private static List<String> methods(StackSample sample) {
    return sample.frames().stream().map(StackFrames::call).toList();
  }

  private void append(List<StackSample> stack, List<String> lines) {
    lines.add("%d of %d samples, %s:".formatted(stack.size(), size(), stack.get(0).state()));
    stack.get(0).lines().forEach(line -> lines.add("  " + line));
  }

  private static int largestFirst(Collection<?> one, Collection<?> other) {
    return Integer.compare(other.size(), one.size());
  }

  private static <K, V> Map<K, List<V>> groupedBy(Stream<V> values, Function<V, K> key) {
    return values.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
