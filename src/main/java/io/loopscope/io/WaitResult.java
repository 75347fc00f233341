package io.loopscope.io;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.http.PlainTextAnswer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code wait} found when it was over.
 *
 * <p>Unlike Python's, this wait leaves nothing running: the pending calls are cancelled with the
 * answer, and the timeline says so.
 *
 * @param composition the calls and their timeline
 * @param until what was waited for
 * @param done numbers of the calls that ended, well or badly
 * @param pending numbers of the calls that had not; they are cancelled
 */
record WaitResult(
    @JsonUnwrapped CompositionResult composition,
    WaitCondition until,
    List<Integer> done,
    List<Integer> pending)
    implements PlainTextAnswer {

  static WaitResult of(WaitCondition until, CompositionResult composition) {
    Set<Integer> done =
        composition.timeline().stream()
            .filter(step -> step.outcome() != CallOutcome.CANCELLED)
            .map(CallStep::call)
            .collect(Collectors.toSet());
    return new WaitResult(
        composition,
        until,
        numbers(composition).filter(done::contains).boxed().toList(),
        numbers(composition).filter(call -> !done.contains(call)).boxed().toList());
  }

  @Override
  public String plainText() {
    return composition.plainText() + "\ndone " + done + ", pending and cancelled " + pending;
  }

  private static IntStream numbers(CompositionResult composition) {
    return IntStream.rangeClosed(1, composition.calls());
  }
}
