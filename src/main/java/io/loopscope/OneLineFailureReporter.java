package io.loopscope;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.core.NestedExceptionUtils;

/** Reports in one line why the process cannot start, such as a taken port or an invalid setting. */
final class OneLineFailureReporter implements FailureAnalysisReporter {
  private static final Log log = LogFactory.getLog(Loopscope.class);

  @Override
  public void report(FailureAnalysis analysis) {
    log.error("Cannot start: " + oneLine(analysis));
  }

  static String oneLine(FailureAnalysis analysis) {
    return switch (analysis.getCause()) {
      case InvalidConfigurationPropertyValueException invalid ->
          "%s=%s: %s".formatted(invalid.getName(), invalid.getValue(), invalid.getReason());
      case BindException unbound -> invalidSetting(unbound).orElseGet(() -> whole(analysis));
      case null, default -> whole(analysis);
    };
  }

  private static String whole(FailureAnalysis analysis) {
    String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
    return (analysis.getDescription() + action).replaceAll("\\s+", " ").strip();
  }

  /**
   * The messages of our own settings are complete; those of others lack the property and its value.
   */
  private static Optional<String> invalidSetting(BindException unbound) {
    String reason = String.valueOf(NestedExceptionUtils.getMostSpecificCause(unbound).getMessage());
    if (reason.startsWith("loopscope.")) {
      return Optional.of(reason);
    }
    Object[] choices = unbound.getTarget().getType().toClass().getEnumConstants();
    String why = choices == null ? reason : "must be one of " + ids(choices);
    return Optional.ofNullable(unbound.getProperty())
        .map(property -> "%s=%s: %s".formatted(property.getName(), property.getValue(), why));
  }

  private static String ids(Object[] choices) {
    return Arrays.stream(choices)
        .map(choice -> choice.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
