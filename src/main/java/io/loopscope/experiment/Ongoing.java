package io.loopscope.experiment;

import org.jspecify.annotations.Nullable;

/**
 * The experiment that runs now, for those who watch.
 *
 * @param progress 0 to 1
 * @param secondsLeft by the plan; repeated turns come on top
 * @param step what it does just now
 */
public record Ongoing(
    String id, String kind, double progress, double secondsLeft, @Nullable String step) {
  static Ongoing of(Report report) {
    return new Ongoing(
        report.id(), report.kind(), report.progress(), report.secondsLeft(), report.step());
  }
}
