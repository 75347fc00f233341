package io.loopscope.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class RoleTests {
  @ParameterizedTest
  @CsvSource({
    "lab, true, true, false",
    "service, true, true, false",
    "worker, false, true, true",
    "downstream, false, false, false"
  })
  void makesABeanOnlyInTheRolesItNames(String role, boolean api, boolean computes, boolean works) {
    new ApplicationContextRunner()
        .withPropertyValues("loopscope.role=" + role, "loopscope.downstream.url=" + url(role))
        .withUserConfiguration(Api.class, Computes.class, Works.class)
        .run(
            context -> {
              assertThat(context.getBeanNamesForType(Api.class).length > 0).isEqualTo(api);
              assertThat(context.getBeanNamesForType(Computes.class).length > 0)
                  .isEqualTo(computes);
              assertThat(context.getBeanNamesForType(Works.class).length > 0).isEqualTo(works);
            });
  }

  private static String url(String role) {
    return role.equals("downstream") ? "" : "http://localhost:9";
  }

  @ConditionalOnService
  private static final class Api {}

  @ConditionalOnRole({Role.LAB, Role.SERVICE, Role.WORKER})
  private static final class Computes {}

  @ConditionalOnRole(Role.WORKER)
  private static final class Works {}

  @Test
  void isTheLabUnlessToldOtherwise() {
    assertThat(RoleSettings.of(new MockEnvironment()).role()).isEqualTo(Role.LAB);
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
