package io.loopscope.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabTest;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.TracingAwareMeterObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Hooks;

/** The lab as it is without a collector. */
@LabTest
class NoTracingIT {
  @Autowired private ApplicationContext lab;
  @Autowired private Environment environment;

  @Test
  void thereIsNothingThatTraces() {
    assertThat(lab.getBeanDefinitionNames())
        .extracting(lab::getType)
        .filteredOn(Objects::nonNull)
        .extracting(Class::getName)
        .noneMatch(name -> name.contains("tracing") || name.contains("opentelemetry"));
  }

  @Test
  void requestsAreTimedWithoutLookingForATrace() {
    assertThat(lab.getBeansOfType(ObservationHandler.class).values())
        .hasAtLeastOneElementOfType(DefaultMeterObservationHandler.class)
        .doesNotHaveAnyElementsOfTypes(
            TracingObservationHandler.class, TracingAwareMeterObservationHandler.class);
  }

  @Test
  void reactorCarriesNoContextAcrossThreads() {
    assertThat(Hooks.isAutomaticContextPropagationEnabled()).isFalse();
  }

  @Test
  void theLogKeepsNoRoomForATrace() {
    assertThat(environment.getProperty("logging.expect-correlation-id")).isEqualTo("false");
  }
}
