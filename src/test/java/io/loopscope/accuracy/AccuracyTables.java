package io.loopscope.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcomes of many trials, as tables in Markdown. */
public final class AccuracyTables {
  private static final double THRESHOLD_MS = 25;

  private final List<TrialOutcome> outcomes;

  public AccuracyTables(List<TrialOutcome> outcomes) {
    this.outcomes = outcomes.stream().filter(one -> one.truthMs() >= THRESHOLD_MS).toList();
  }

  /** Trials that did block their loop for as long as the threshold. */
  public List<TrialOutcome> blocks() {
    return outcomes;
  }

  public String byInjection() {
    StringBuilder table =
        new StringBuilder(
            """
            | injection | ms | n | found | duration right | error p50 / p95 / max ms \
            | cause as it happened | reasons | culprit right | account right \
            | its error p50 / p95 / max ms |
            |---|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|
            """);
    for (Surroundings surroundings : Surroundings.values()) {
      for (Injection injection : Injection.values()) {
        byDuration(one -> one.injection() == injection && one.surroundings() == surroundings)
            .forEach((millis, group) -> table.append(row(injection, millis, group)));
      }
      if (!surroundings.isAvailable()) {
        table.append("| %s: not possible on this machine |%n".formatted(surroundings.title()));
      }
    }
    return table.toString();
  }

  public String byDuration() {
    StringBuilder table =
        new StringBuilder(
            """
            | ms | n | found | duration right | cause as injected | cause as it happened | … of undisturbed | \
            gauge up after p50 / p95 / max ms | first report after p50 / p95 / max ms | \
            machine's noise p50 / p95 / max ms |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    byDuration(one -> true)
        .forEach(
            (millis, group) ->
                table.append(
                    "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                        .formatted(
                            name(millis),
                            group.size(),
                            share(group, TrialOutcome::found),
                            share(group, TrialOutcome::isDurationRight),
                            share(group, TrialOutcome::isCauseRight),
                            share(group, TrialOutcome::isTrueCauseTold),
                            share(
                                group.stream().filter(one -> !one.isDisturbed()).toList(),
                                TrialOutcome::isTrueCauseTold),
                            spread(running(group), TrialOutcome::gaugeMs),
                            spread(running(group), TrialOutcome::reportMs),
                            spread(running(group), TrialOutcome::noiseMs))));
    return table.toString();
  }

  /** Rows are what really happened, columns the verdict. */
  public String confusion() {
    List<String> causes =
        Stream.of("cpu", "wait", "pause", "contention", "flood", "unknown", "").toList();
    StringBuilder table =
        new StringBuilder("| truth \\ verdict | ")
            .append(
                causes.stream()
                    .map(cause -> cause.isEmpty() ? "none" : cause)
                    .collect(Collectors.joining(" | ")))
            .append(" |\n|---")
            .append("|--:".repeat(causes.size()))
            .append("|\n");
    for (String truth : List.of("cpu", "wait", "flood", "pause", "contention")) {
      table.append("| ").append(truth);
      for (String verdict : causes) {
        table
            .append(" | ")
            .append(
                count(one -> one.trueCause().id().equals(truth) && one.cause().equals(verdict)));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  /** Blocks that were not injected. */
  public List<String> others() {
    return outcomes.stream().flatMap(one -> one.others().stream()).toList();
  }

  /** Every trial whose verdict was not the expected one. */
  public String wrong() {
    return outcomes.stream()
        .filter(
            one ->
                !one.isTrueCauseTold()
                    || !one.isDurationRight()
                    || !one.isAccountRight()
                    || one.isMistakenInCulprit())
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%s %s %d ms: was %.1f ms, %s, said %.1f ms, %s, %s %s %s",
                    one.injection().title(),
                    one.surroundings().title(),
                    one.nominalMs(),
                    one.truthMs(),
                    one.truth().text(),
                    one.blockMs(),
                    one.account().text(),
                    one.cause(),
                    one.reason(),
                    one.culprit()))
        .collect(Collectors.joining("\n"));
  }

  public double share(Predicate<TrialOutcome> of, Predicate<TrialOutcome> fact) {
    List<TrialOutcome> group = outcomes.stream().filter(of).toList();
    return group.isEmpty()
        ? Double.NaN
        : (double) group.stream().filter(fact).count() / group.size();
  }

  public double quantile(double quantile, ToDoubleFunction<TrialOutcome> value) {
    return quantile(outcomes, quantile, value);
  }

  private Map<Integer, List<TrialOutcome>> byDuration(Predicate<TrialOutcome> of) {
    return outcomes.stream()
        .filter(of)
        .collect(Collectors.groupingBy(TrialOutcome::nominalMs, TreeMap::new, Collectors.toList()));
  }

  private static String row(Injection injection, int millis, List<TrialOutcome> group) {
    List<TrialOutcome> due = group.stream().filter(TrialOutcome::isCulpritDue).toList();
    return "| %s %s | %s | %d | %s | %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            injection.title(),
            group.getFirst().surroundings().title(),
            name(millis),
            group.size(),
            share(group, TrialOutcome::found),
            share(group, TrialOutcome::isDurationRight),
            spread(group, TrialOutcome::errorMs),
            share(group, TrialOutcome::isTrueCauseTold),
            reasons(group),
            due.isEmpty() ? "–" : share(due, TrialOutcome::isCulpritRight),
            share(group, TrialOutcome::isAccountRight),
            spread(group, TrialOutcome::accountErrorMs));
  }

  private static String reasons(List<TrialOutcome> group) {
    return group.stream()
        .collect(Collectors.groupingBy(TrialOutcome::reason, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> reason.getKey() + " " + reason.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Without those in which the whole JVM stood still. */
  private static List<TrialOutcome> running(List<TrialOutcome> group) {
    return group.stream().filter(one -> !one.isPause()).toList();
  }

  private long count(Predicate<TrialOutcome> fact) {
    return outcomes.stream().filter(fact).count();
  }

  private static String name(int millis) {
    return millis == 0 ? "as long as it takes" : String.valueOf(millis);
  }

  private static String share(List<TrialOutcome> group, Predicate<TrialOutcome> fact) {
    long right = group.stream().filter(fact).count();
    return right == group.size() ? "all" : right + " of " + group.size();
  }

  private static String spread(List<TrialOutcome> group, ToDoubleFunction<TrialOutcome> value) {
    double median = quantile(group, 0.5, value);
    return Double.isNaN(median)
        ? "–"
        : String.format(
            Locale.ROOT,
            "%.2f / %.2f / %.2f",
            median,
            quantile(group, 0.95, value),
            quantile(group, 1, value));
  }

  /** Of those that are known. */
  private static double quantile(
      List<TrialOutcome> group, double quantile, ToDoubleFunction<TrialOutcome> value) {
    double[] sorted =
        group.stream().mapToDouble(value).filter(one -> !Double.isNaN(one)).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
