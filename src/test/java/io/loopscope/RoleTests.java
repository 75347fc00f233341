package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.loopscope.eventloop.EventLoopAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.stereotype.Component;

class RoleTests {
  /** It comes to every role by itself, as to any other service. */
  private static final String MONITOR = EventLoopAutoConfiguration.class.getPackageName();

  /** Its beans are made by the console's context, wherever there is a service. */
  private static final String EXPERIMENTS = "io.loopscope.experiment";

  @Test
  void everyFeatureBelongsToARole() {
    assertThat(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.loopscope"))
        .filteredOn(type -> type.isMetaAnnotatedWith(Component.class))
        .filteredOn(type -> !type.getPackageName().equals(MONITOR))
        .filteredOn(type -> !type.getPackageName().equals(EXPERIMENTS))
        .filteredOn(type -> !type.isAnnotatedWith(ManagementContextConfiguration.class))
        .extracting(type -> OutsideRole.feature(type.getName()))
        .isSubsetOf(Role.allFeatures());
  }

  @Test
  void isTheLabUnlessToldOtherwise() {
    assertThat(RoleSettings.of(new MockEnvironment()).role()).isEqualTo(Role.LAB);
  }

  @ParameterizedTest
  @CsvSource({
    "io.loopscope.Loopscope, ''",
    "io.loopscope.cpu.CpuController, cpu",
    "io.loopscope.process.child.Guard, process.child"
  })
  void aFeatureIsAPackage(String className, String feature) {
    assertThat(OutsideRole.feature(className)).isEqualTo(feature);
  }

  @ParameterizedTest
  @CsvSource({
    "service, '', loopscope.downstream.url must be set",
    "downstream, http://downstream:8082, loopscope.downstream.url must not be set"
  })
  void refusesARoleThatCannotWork(String role, String downstream, String reason) {
    MockEnvironment environment = new MockEnvironment();
    environment.setProperty("loopscope.role", role);
    if (!downstream.isEmpty()) {
      environment.setProperty("loopscope.downstream.url", downstream);
    }
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> RoleSettings.of(environment))
        .havingRootCause()
        .withMessageStartingWith(reason);
  }
}
