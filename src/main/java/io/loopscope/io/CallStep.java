package io.loopscope.io;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.http.PlainTextAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of a composition, as it was observed. Times are milliseconds since the composition
 * began.
 *
 * @param call its number, from 1
 * @param startMs when it was started
 * @param endMs when its end was signalled
 * @param thread the thread that signalled it
 * @param outcome how it ended
 * @param reason why it failed; only on failures
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CallStep(
    int call,
    double startMs,
    double endMs,
    String thread,
    CallOutcome outcome,
    @Nullable String reason)
    implements PlainTextAnswer {

  double tookMs() {
    return endMs - startMs;
  }

  @Override
  public String plainText() {
    String end = reason == null ? outcome.id() : outcome.id() + ": " + reason;
    return String.format(
        Locale.ROOT, "%d: %.1f..%.1f ms %s (%s)", call, startMs, endMs, end, thread);
  }
}
