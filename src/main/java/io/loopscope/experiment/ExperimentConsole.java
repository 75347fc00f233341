package io.loopscope.experiment;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.eventloop.Loops;
import io.loopscope.plane.Backlog;
import io.loopscope.plane.ServiceUrl;
import io.loopscope.process.Child;
import io.loopscope.process.Children;
import io.loopscope.process.Heap;
import io.loopscope.witness.Witness;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/** Experiments on the service of this process, run and served by the console. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(Witness.class)
class ExperimentConsole {
  @Bean
  ExperimentController experimentController(Experiments experiments) {
    return new ExperimentController(experiments);
  }

  @Bean
  Experiments experiments(
      List<Kind> kinds,
      Lab lab,
      Loops loops,
      ExperimentSettings settings,
      JsonMapper json,
      MeterRegistry registry,
      Environment environment) {
    Experiments experiments =
        new Experiments(
            kinds,
            lab,
            new Archive(settings.directory(), settings.keep(), json),
            new Machine(Runtime.getRuntime().availableProcessors(), loops.group("http").size()),
            environment.getProperty("loopscope.allow-starvation", Boolean.class, true),
            InstantSource.system());
    experiments.bindTo(registry);
    return experiments;
  }

  @Bean
  Senders senders(
      ReactorResourceFactory consoleResources,
      Environment environment,
      Children children,
      SenderSettings settings) {
    boolean alone = "service".equalsIgnoreCase(environment.getProperty("loopscope.role"));
    URI service = ServiceUrl.of(environment);
    return new Senders(
        client(consoleResources),
        alone || settings.areElsewhere() ? null : child(children, settings, service),
        settings,
        service);
  }

  @Bean
  Lab lab(
      Senders senders,
      ReactorResourceFactory consoleResources,
      Environment environment,
      Witness witness,
      Surroundings surroundings,
      DownstreamUrl downstream,
      Backlog backlog,
      Diagnosis diagnosis) {
    WebClient client = client(consoleResources);
    String service = ServiceUrl.of(environment).toString();
    return new Lab(
        senders,
        witness,
        surroundings,
        new Calibration(client.mutate().baseUrl(service).build()),
        new Bench(client, downstream, backlog),
        diagnosis);
  }

  @Bean
  Surroundings surroundings(
      Loops loops, MeterRegistry registry, ObjectProvider<BuildProperties> build) {
    return new Surroundings(
        loops,
        registry,
        build.stream()
            .map(BuildProperties::getVersion)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("unknown"));
  }

  /** On the loops of the console, which live while those of the service do not. */
  private static WebClient client(ReactorResourceFactory console) {
    HttpClient http =
        HttpClient.create(ConnectionProvider.newConnection()).runOn(console.getLoopResources());
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
  }

  private static Child child(Children children, SenderSettings settings, URI service) {
    return children.child(
        "loadgen",
        Heap.concurrent(settings.memory()),
        List.of(
            "--loopscope.loadgen.targets=" + service,
            "--loopscope.service.loops=1",
            "--springdoc.api-docs.enabled=false"));
  }
}
