package io.loopscope.experiment.run;

import io.loopscope.http.ApiProblem;
import io.loopscope.loadgen.RemoteGenerators;
import io.loopscope.process.ProcessAddress;
import io.loopscope.process.SupervisedChild;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The load generators: those that are configured, or else a child of this process. Never this
 * process itself, which would share the loops and the pauses of what it measures.
 */
public final class LoadGenerators {
  private final WebClient client;
  private final @Nullable SupervisedChild child;
  private final GeneratorSettings settings;
  private final String target;

  /**
   * Creates what talks to generators.
   *
   * @param child started when it is first needed; null if generators are elsewhere, or nowhere
   * @param service the address under which a child reaches this service
   */
  public LoadGenerators(
      WebClient client, @Nullable SupervisedChild child, GeneratorSettings settings, URI service) {
    this.client = client;
    this.child = child;
    this.settings = settings;
    this.target = settings.areElsewhere() ? settings.target() : service.toString();
  }

  /**
   * Refuses where there can be no generator.
   *
   * @throws Problem 503
   */
  void check() {
    if (child == null && !settings.areElsewhere()) {
      throw ApiProblem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "there is no load generator: loopscope.loadgen.url is not set, and a service that stands"
              + " alone starts none beside itself");
    }
  }

  /** As soon as they are ready. */
  Mono<RemoteGenerators> generators() {
    return addresses()
        .map(
            addresses ->
                new RemoteGenerators(
                    addresses.stream().map(this::client).toList(), InstantSource.system()));
  }

  /** What load is to be sent to; empty if generators know that themselves. */
  String target() {
    return target;
  }

  String description() {
    return settings.areElsewhere()
        ? settings.url().stream().map(URI::toString).collect(Collectors.joining(", "))
        : "a child process on this machine, which shares its CPUs with the service";
  }

  private Mono<List<ProcessAddress>> addresses() {
    return child == null ? Mono.just(settings.addresses()) : child.address().map(List::of);
  }

  private WebClient client(ProcessAddress generator) {
    return client
        .mutate()
        .baseUrl(generator.url().toString())
        .defaultHeaders(generator::authorize)
        .build();
  }
}
