package io.loopscope.role;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The role of this process.
 *
 * @param role lab, service, downstream, worker or loadgen
 * @param downstream the downstream, if it is another process
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

  /** Bound before any bean exists, because it decides which are created. */
  static RoleSettings of(Environment environment) {
    return Binder.get(environment).bindOrCreate("loopscope", RoleSettings.class);
  }

  /**
   * Another process.
   *
   * @param url its address
   */
  record Elsewhere(@Nullable URI url) {}
}
