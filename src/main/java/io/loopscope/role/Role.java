package io.loopscope.role;

import org.springframework.core.env.Environment;

/**
 * What a process is, of all that one jar can be. Beans that not every role has carry {@link
 * ConditionalOnRole}.
 */
public enum Role {
  /** The service, its console and its downstream in one process. */
  LAB,
  /** The same, with the downstream elsewhere. */
  SERVICE,
  /** The slow dependency alone; its service port stays closed. */
  DOWNSTREAM,
  /** Does CPU work for the service of another process. */
  WORKER,
  /** Sends load to the service of another process. */
  LOADGEN;

  /** The role of this process. */
  public static Role of(Environment environment) {
    return RoleSettings.of(environment).role();
  }

  /** Whether this process is the service that everything else is about. */
  public boolean isService() {
    return this == LAB || this == SERVICE;
  }
}
