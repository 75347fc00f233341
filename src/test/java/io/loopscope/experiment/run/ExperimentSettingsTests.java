package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ExperimentSettingsTests {
  private final ApplicationContextRunner program =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Settings.class);

  @Test
  void keepResultsInTheHomeOfTheUser() {
    program.run(
        context ->
            assertThat(context.getBean(ExperimentSettings.class))
                .isEqualTo(
                    new ExperimentSettings(
                        Path.of(System.getProperty("user.home"), ".loopscope", "experiments"),
                        50)));
  }

  @Test
  void keepThemWhereTheyAreToldTo() {
    program
        .withPropertyValues("loopscope.experiment.directory=/elsewhere")
        .run(
            context ->
                assertThat(context.getBean(ExperimentSettings.class).directory())
                    .isEqualTo(Path.of("/elsewhere")));
  }

  @Test
  void doNotKeepNone() {
    program
        .withPropertyValues("loopscope.experiment.keep=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("loopscope.experiment.keep must be positive: 0"));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ExperimentSettings.class)
  static class Settings {}
}
