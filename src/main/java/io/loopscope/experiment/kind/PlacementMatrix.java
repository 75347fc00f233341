package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Verdict;
import io.loopscope.loadgen.LoadPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every kind of work in every place where it can be. What awaits without blocking is on no thread,
 * so there is only one place for it; a blocking call cannot be cut into slices.
 */
final class PlacementMatrix implements ExperimentKind {
  private static final int UNITS = 100;
  private static final double SHARE = 0.7;
  private static final double AWAITED_PER_SECOND = 40;

  /**
   * More than as many threads as cores can wait for at once, a few times less than ten per core.
   */
  private static final double BLOCKED_PER_SECOND_AND_CORE = 15;

  private static final List<String> EVERYWHERE =
      List.of(
          "event-loop",
          "cooperative",
          "single",
          "parallel",
          "bounded-elastic",
          "virtual-threads",
          "process");
  private static final List<String> BLOCKABLE =
      List.of("event-loop", "parallel", "bounded-elastic", "virtual-threads");

  private static final String AWAITED = "non-blocking I/O";
  private static final String BLOCKING = "blocking I/O";
  private static final String JAVA = "Java CPU";
  private static final String NATIVE = "native CPU";

  @Override
  public String id() {
    return "matrix";
  }

  @Override
  public String question() {
    return "Which execution model suits which work?";
  }

  @Override
  public String expectation() {
    return "The event loop suits what awaits without blocking and nothing else. Blocking calls want"
        + " many threads (bounded-elastic, virtual-threads); computations want as many threads as"
        + " cores, off the loop (parallel), or another process.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    double blocked = BLOCKED_PER_SECOND_AND_CORE * machine.cores();
    double computed = ArmRequests.rate(SHARE, machine.cores(), UNITS);
    List<Arm> arms =
        Stream.of(
                row(
                    AWAITED,
                    List.of("event-loop"),
                    on -> ArmRequests.open("/api/io/call?delay=100ms", AWAITED_PER_SECOND)),
                row(
                    BLOCKING,
                    BLOCKABLE,
                    on -> ArmRequests.open("/api/io/blocking?delay=100ms&on=" + on, blocked)),
                row(
                    JAVA,
                    EVERYWHERE,
                    on -> ArmRequests.open(ArmRequests.cpu("primes", UNITS, on), computed)),
                row(
                    NATIVE,
                    EVERYWHERE,
                    on -> ArmRequests.open(ArmRequests.cpu("deflate", UNITS, on), computed)))
            .flatMap(Function.identity())
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 1.2, 0.5, 1.5), new PresetDurations(3, 4, 2, 10));
  }

  @Override
  public Verdict judge(Findings findings) {
    Map<String, List<String>> suited =
        Stream.of(AWAITED, BLOCKING, JAVA, NATIVE)
            .collect(Collectors.toMap(work -> work, work -> suited(findings, work)));
    String sentence =
        Stream.of(AWAITED, BLOCKING, JAVA, NATIVE)
            .map(work -> "%s: %s".formatted(work, listed(suited.getOrDefault(work, List.of()))))
            .collect(Collectors.joining("; "));
    boolean asExpected =
        suited.getOrDefault(AWAITED, List.of()).contains("event-loop")
            && suits(suited, BLOCKING, "bounded-elastic", "virtual-threads")
            && suits(suited, JAVA, "parallel")
            && suits(suited, NATIVE, "parallel");
    return Verdict.of(asExpected, "suited are, for " + sentence);
  }

  /** Whether those places suit the work, and its loop does not. */
  private static boolean suits(Map<String, List<String>> suited, String work, String... places) {
    List<String> good = suited.getOrDefault(work, List.of());
    return good.containsAll(List.of(places)) && !good.contains("event-loop");
  }

  private static List<String> suited(Findings findings, String work) {
    List<ArmReport> row = findings.with(Map.of("work", work));
    return row.stream()
        .filter(cell -> PlacementFit.of(cell, row) == PlacementFit.SUITS)
        .map(cell -> cell.fact("on"))
        .toList();
  }

  private static String listed(List<String> places) {
    return places.isEmpty() ? "none" : String.join(", ", places);
  }

  /** Only what is expected to suit is expected to settle. */
  private static Stream<Arm> row(
      String work, List<String> places, Function<String, LoadPlan.Stream> request) {
    return places.stream()
        .map(on -> Arm.of(work + " on " + on, Map.of("work", work, "on", on), request.apply(on)))
        .map(Arm::overloaded);
  }
}
