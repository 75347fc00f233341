package io.loopscope;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.core.NestedExceptionUtils;

/** Tells in one line why the process cannot start: a taken port, a bad setting. */
final class OneLineFailure implements FailureAnalysisReporter {
  private static final Log log = LogFactory.getLog(Loopscope.class);

  @Override
  public void report(FailureAnalysis analysis) {
    log.error("Cannot start: " + oneLine(analysis));
  }

  static String oneLine(FailureAnalysis analysis) {
    Throwable root =
        analysis.getCause() == null
            ? null
            : NestedExceptionUtils.getMostSpecificCause(analysis.getCause());
    if (root instanceof IllegalArgumentException
        && root.getMessage() != null
        && root.getMessage().startsWith("loopscope.")) {
      return root.getMessage();
    }
    String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
    return (analysis.getDescription() + action).replaceAll("\\s+", " ").strip();
  }
}
