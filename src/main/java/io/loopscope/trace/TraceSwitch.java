package io.loopscope.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Enables tracing if {@link #ENDPOINT} is set, and excludes its configuration otherwise. Spring
 * Boot alone would create spans that are never exported.
 */
final class TraceSwitch
    implements EnvironmentPostProcessor, AutoConfigurationImportFilter, EnvironmentAware {
  static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  /** Propagates the trace of a request to the log lines of all its threads. */
  private static final Map<String, Object> ON =
      Map.of("spring.reactor.context-propagation", "auto");

  /** Removes the empty trace column from log lines. */
  private static final Map<String, Object> OFF = Map.of("management.tracing.export.enabled", false);

  private Environment environment = new StandardEnvironment();

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("tracing", isOn(environment) ? ON : OFF));
  }

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
    boolean on = isOn(environment);
    boolean[] matches = new boolean[configurations.length];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = on || !isTracing(configurations[i]);
    }
    return matches;
  }

  private static boolean isOn(Environment environment) {
    return StringUtils.hasText(environment.getProperty(ENDPOINT));
  }

  private static boolean isTracing(@Nullable String configuration) {
    return configuration != null
        && (configuration.startsWith("org.springframework.boot.micrometer.tracing.")
            || configuration.startsWith("org.springframework.boot.opentelemetry."));
  }
}
