package io.loopscope.io;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.loopscope.failure.Failure;
import io.loopscope.http.DelayDistribution;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BlockingClientTests {
  private static final IoSettings SETTINGS =
      new IoSettings(
          1,
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMinutes(5));

  private final FlakyServer server = new FlakyServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void blocksUntilTheAnswerIsThere() throws Exception {
    try (BlockingClient client = client("")) {
      long start = System.nanoTime();

      assertThat(client.call(DelayDistribution.parse("1ms:90,50ms..100ms:10")))
          .isEqualTo(new DownstreamReply("flaky", 100));
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
    }
  }

  @Test
  void givesUpWhenTheDownstreamTakesLongerThanItSaid() {
    try (BlockingClient client = client("/late")) {
      assertThatIOException()
          .isThrownBy(() -> client.call(DelayDistribution.parse("1ms")))
          .satisfies(
              failure ->
                  assertThat(DownstreamFailure.of(failure).kind())
                      .isEqualTo(Failure.Kind.TIMED_OUT));
    }
  }

  @Test
  void failsWhenTheConnectionIsReset() {
    try (BlockingClient client = client("/reset")) {
      assertThatIOException()
          .isThrownBy(() -> client.call(DelayDistribution.parse("1ms")))
          .satisfies(
              failure ->
                  assertThat(DownstreamFailure.of(failure).kind())
                      .isEqualTo(Failure.Kind.UPSTREAM));
    }
  }

  @Test
  void failsWhenTheDownstreamIsUnreachable() {
    URI url = server.url("").get();
    server.close();
    try (BlockingClient client = new BlockingClient(() -> url, SETTINGS, new JsonMapper())) {
      assertThatIOException()
          .isThrownBy(() -> client.call(DelayDistribution.parse("1ms")))
          .satisfies(
              failure -> assertThat(DownstreamFailure.of(failure).text()).contains("unreachable"));
    }
  }

  @Test
  void cancelsTheCallWhenItsThreadIsInterrupted() throws Exception {
    try (BlockingClient client = client("")) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      client.call(DelayDistribution.parse("20s"));
                    } catch (Exception failure) {
                      thrown.complete(failure);
                    }
                  });
      await().untilAtomic(server.requests, is(1));

      thread.interrupt();

      assertThat(thrown.get(10, SECONDS)).isInstanceOf(InterruptedException.class);
      await().untilAtomic(server.cancelled, is(1));
    }
  }

  @Test
  void refusesMoreCallsThanThereAreConnections() throws Exception {
    try (BlockingClient client = client("")) {
      Thread busy =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      client.call(DelayDistribution.parse("20s"));
                    } catch (Exception interrupted) {
                      Thread.currentThread().interrupt();
                    }
                  });
      await().untilAtomic(server.requests, is(1));

      assertThatExceptionOfType(DownstreamFailure.class)
          .isThrownBy(() -> client.call(DelayDistribution.parse("1ms")))
          .satisfies(full -> assertThat(full.kind()).isEqualTo(Failure.Kind.OVERLOADED));
      busy.interrupt();
      busy.join();
      assertThat(client.call(DelayDistribution.parse("1ms")).servedBy()).isEqualTo("flaky");
    }
  }

  private BlockingClient client(String path) {
    return new BlockingClient(server.url(path), SETTINGS, new JsonMapper());
  }
}
