package io.loopscope;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this process is, of all that one jar can be: which features it starts, named by their
 * packages. An endpoint is a controller; the other beans of a feature are there without it.
 */
enum Role {
  /** The service, its console and its downstream in one process. */
  LAB(Features.API, Set.of("placement", "process", "downstream")),
  /** The same, with the downstream elsewhere. */
  SERVICE(Features.API, Set.of("placement", "process", "downstream")),
  /** The slow dependency alone; see {@link NoService}. */
  DOWNSTREAM(Set.of(), Set.of("downstream", "socket")),
  /** Does CPU work for the service of another process. */
  WORKER(Set.of("process.child"), Set.of("placement", "cpu")),
  /** Sends load to the service of another process. */
  LOADGEN(Set.of("loadgen"), Set.of("placement"));

  private final Set<String> withEndpoints;
  private final Set<String> features;

  Role(Set<String> withEndpoints, Set<String> without) {
    this.withEndpoints = withEndpoints;
    this.features =
        Stream.of(withEndpoints, without, Features.EVERYWHERE)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean starts(String feature) {
    return features.contains(feature);
  }

  /** Whether the endpoints of a feature are there too. */
  boolean serves(String feature) {
    return withEndpoints.contains(feature);
  }

  /** Whether this process is the service that everything else is about. */
  boolean isService() {
    return this == LAB || this == SERVICE;
  }

  static Set<String> allFeatures() {
    return Arrays.stream(values())
        .flatMap(role -> role.features.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static final class Features {
    static final Set<String> API =
        Set.of(
            "cpu", "http", "io", "loop", "openapi", "plane", "socket", "stream", "task", "witness");
    static final Set<String> EVERYWHERE = Set.of("", "http", "plane", "process.child", "trace");
  }
}
