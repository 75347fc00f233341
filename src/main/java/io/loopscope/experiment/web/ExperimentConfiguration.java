package io.loopscope.experiment.web;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.experiment.plan.Diagnosis;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.SetupContext;
import io.loopscope.experiment.run.ChecksumCheck;
import io.loopscope.experiment.run.EnvironmentReader;
import io.loopscope.experiment.run.ExperimentRunner;
import io.loopscope.experiment.run.ExperimentSettings;
import io.loopscope.experiment.run.LoadGenerators;
import io.loopscope.experiment.run.MeasurementRig;
import io.loopscope.experiment.run.ReportArchive;
import io.loopscope.experiment.run.UnitCalibration;
import io.loopscope.loadgen.LoadgenSettings;
import io.loopscope.observation.ServiceObserver;
import io.loopscope.plane.ServiceBacklog;
import io.loopscope.plane.ServiceUrl;
import io.loopscope.process.ChildProcesses;
import io.loopscope.process.HeapOptions;
import io.loopscope.process.SupervisedChild;
import io.loopscope.role.ConditionalOnService;
import io.loopscope.role.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
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
@ConditionalOnService
class ExperimentConfiguration {
  @Bean
  ExperimentController experimentController(ExperimentRunner experiments) {
    return new ExperimentController(experiments);
  }

  @Bean
  ExperimentRunner experiments(
      List<ExperimentKind> kinds,
      MeasurementRig rig,
      LoopRegistry loops,
      ExperimentSettings settings,
      JsonMapper json,
      MeterRegistry registry,
      Environment environment) {
    ExperimentRunner experiments =
        new ExperimentRunner(
            kinds,
            rig,
            new ReportArchive(settings.directory(), settings.keep(), json),
            new MachineCapacity(
                Runtime.getRuntime().availableProcessors(), loops.group("http").size(), Map.of()),
            environment.getProperty("loopscope.allow-starvation", Boolean.class, true),
            InstantSource.system());
    experiments.bindTo(registry);
    return experiments;
  }

  @Bean
  LoadGenerators loadGenerators(
      ReactorResourceFactory consoleResources,
      Environment environment,
      ChildProcesses children,
      LoadgenSettings settings) {
    boolean alone = Role.of(environment) == Role.SERVICE;
    URI service = ServiceUrl.of(environment);
    return new LoadGenerators(
        client(consoleResources),
        alone || settings.areRemote() ? null : child(children, settings, service),
        settings,
        service);
  }

  @Bean
  MeasurementRig measurementRig(
      LoadGenerators loadGenerators,
      ReactorResourceFactory consoleResources,
      Environment environment,
      ServiceObserver observer,
      EnvironmentReader environmentReader,
      DownstreamUrl downstream,
      ServiceBacklog backlog,
      Diagnosis diagnosis) {
    WebClient client = client(consoleResources);
    WebClient service = client.mutate().baseUrl(ServiceUrl.of(environment).toString()).build();
    return new MeasurementRig(
        loadGenerators,
        observer,
        environmentReader,
        new UnitCalibration(service),
        new ChecksumCheck(service),
        new SetupContext(client, downstream, backlog),
        diagnosis);
  }

  @Bean
  EnvironmentReader environmentReader(
      LoopRegistry loops, MeterRegistry registry, ObjectProvider<BuildProperties> build) {
    return new EnvironmentReader(
        loops,
        registry,
        build.stream()
            .map(BuildProperties::getVersion)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("unknown"));
  }

  /** A client on the loops of the console, which run while those of the service are blocked. */
  private static WebClient client(ReactorResourceFactory console) {
    HttpClient http =
        HttpClient.create(ConnectionProvider.newConnection()).runOn(console.getLoopResources());
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
  }

  private static SupervisedChild child(
      ChildProcesses children, LoadgenSettings settings, URI service) {
    return children.child(
        "loadgen",
        HeapOptions.concurrent(settings.memory()),
        List.of(
            "--loopscope.loadgen.targets=" + service,
            "--loopscope.service.loops=1",
            "--springdoc.api-docs.enabled=false"));
  }
}
