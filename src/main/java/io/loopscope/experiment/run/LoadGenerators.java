package io.loopscope.experiment.run;

import io.loopscope.experiment.NoLoadGenerator;
import io.loopscope.loadgen.LoadgenSettings;
import io.loopscope.loadgen.RemoteGenerators;
import io.loopscope.process.ProcessAddress;
import io.loopscope.process.SupervisedChild;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The load generators: the configured ones, or else a child of this process. Never this process
 * itself, which would share loops and pauses with the service that it measures.
 */
public final class LoadGenerators {
  private final WebClient client;
  private final @Nullable SupervisedChild child;
  private final LoadgenSettings settings;
  private final String target;

  /**
   * Creates the client side of the generators.
   *
   * @param child started when it is first needed; null if generators run elsewhere or not at all
   * @param service the address under which a child reaches this service
   */
  public LoadGenerators(
      WebClient client, @Nullable SupervisedChild child, LoadgenSettings settings, URI service) {
    this.client = client;
    this.child = child;
    this.settings = settings;
    this.target = settings.areRemote() ? settings.target() : service.toString();
  }

  /**
   * Checks that a generator is possible here.
   *
   * @throws NoLoadGenerator if not
   */
  void check() {
    if (child == null && !settings.areRemote()) {
      throw new NoLoadGenerator();
    }
  }

  /** The generators, once they are ready. */
  Mono<RemoteGenerators> generators() {
    return addresses()
        .map(
            addresses ->
                new RemoteGenerators(
                    addresses.stream().map(this::client).toList(), InstantSource.system()));
  }

  /** The target of the load; empty if the generators choose it themselves. */
  String target() {
    return target;
  }

  String description() {
    return settings.areRemote()
        ? settings.url().stream().map(URI::toString).collect(Collectors.joining(", "))
        : "a child process on this machine, which shares its CPUs with the service";
  }

  private Mono<List<ProcessAddress>> addresses() {
    return child == null ? Mono.just(configured()) : child.address().map(List::of);
  }

  private List<ProcessAddress> configured() {
    return settings.url().stream().map(url -> new ProcessAddress(url, settings.token())).toList();
  }

  private WebClient client(ProcessAddress generator) {
    return client
        .mutate()
        .baseUrl(generator.url().toString())
        .defaultHeaders(generator::authorize)
        .build();
  }
}
