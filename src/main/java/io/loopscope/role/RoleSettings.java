package io.loopscope.role;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * What this process is.
 *
 * @param role lab, service, downstream, worker or loadgen
 * @param downstream where the downstream is, if not in this process
 */
record RoleSettings(@DefaultValue("lab") Role role, @DefaultValue Elsewhere downstream) {
  RoleSettings {
    if (role == Role.SERVICE && downstream.url() == null) {
      throw new IllegalArgumentException(
          "loopscope.downstream.url must be set, such as http://downstream:8082, if loopscope.role=service");
    }
    if (role == Role.DOWNSTREAM && downstream.url() != null) {
      throw new IllegalArgumentException(
          "loopscope.downstream.url must not be set if loopscope.role=downstream: "
              + downstream.url());
    }
  }

  /** Read before there are beans, because it decides which there will be. */
  static RoleSettings of(Environment environment) {
    return Binder.get(environment).bindOrCreate("loopscope", RoleSettings.class);
  }

  /**
   * A role that another process has.
   *
   * @param url where it is reached
   */
  record Elsewhere(@Nullable URI url) {}
}
