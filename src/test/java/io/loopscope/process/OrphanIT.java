package io.loopscope.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.Loopscope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

/** No worker outlives the service that started it, however that ends. */
class OrphanIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int START_SECONDS = 120;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aWorkerEndsWithAServiceThatIsKilled() throws Exception {
    ChildProcess service =
        ChildProcess.start(
            ChildCommand.command(
                "lab",
                HeapOptions.serial(DataSize.ofMegabytes(256)),
                List.of("--loopscope.downstream.port=0")));
    try {
      CompletableFuture<Integer> port = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> listen(service, port));
      long worker =
          worker(
              new ProcessAddress(uri(port.get(START_SECONDS, TimeUnit.SECONDS)), service.token()));
      assertThat(ProcessTable.isRunning(worker)).isTrue();

      ProcessTable.kill(service.pid());

      await().atMost(SOON).until(() -> !ProcessTable.isRunning(worker));
    } finally {
      service.terminate(SOON);
    }
  }

  @Test
  void aWorkerEndsBeforeAServiceThatIsStopped() throws Exception {
    long worker;
    try (ConfigurableApplicationContext service =
        new SpringApplicationBuilder(Loopscope.class)
            .run(
                "--server.port=0",
                "--management.server.port=0",
                "--loopscope.downstream.port=0",
                "--loopscope.probe.enabled=false")) {
      String port = service.getEnvironment().getRequiredProperty("local.server.port");
      worker = worker(new ProcessAddress(uri(Integer.parseInt(port)), null));
      assertThat(ProcessTable.isRunning(worker)).isTrue();
    }

    assertThat(ProcessTable.isRunning(worker)).isFalse();
  }

  private long worker(ProcessAddress service) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.url().resolve("/api/cpu/primes?units=1&on=process"));
    if (service.token() != null) {
      request.header("Authorization", "Bearer " + service.token());
    }
    return ProcessTable.worker(client.send(request.build(), BodyHandlers.ofString()).body());
  }

  private static void listen(ChildProcess service, CompletableFuture<Integer> port) {
    try {
      service.listen(port::complete, line -> {});
    } catch (IOException broken) {
      port.completeExceptionally(broken);
    }
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
