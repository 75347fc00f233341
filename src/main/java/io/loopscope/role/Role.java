package io.loopscope.role;

import org.springframework.core.env.Environment;

/**
 * The role of a process; one jar has them all. Components that not every role needs carry {@link
 * ConditionalOnRole}.
 */
public enum Role {
  /** The service, its console and its downstream in one process. */
  LAB,
  /** The service and its console; the downstream is another process. */
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

  /** Whether this process serves {@code /api}. */
  public boolean isService() {
    return this == LAB || this == SERVICE;
  }
}
