package io.loopscope.eventloop.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.loopscope.HeldLoop;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockFixtures;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.resources.LoopResources;

class BlockFlightRecorderTests {
  private static final String NAME = "io.loopscope.EventLoopBlock";

  private final LoopRegistry loops = new MonitoredLoops();
  private final BlockFlightRecorder events = new BlockFlightRecorder(loops);
  @TempDir private Path directory;

  @Test
  void recordsAFinishedBlockWithAllItsFields() throws IOException {
    LoopResources resources = Transport.NIO.resources(loops, "http", 1);
    try (HeldLoop held = HeldLoop.of(loops.all().getFirst())) {
      RecordedEvent event =
          recorded(() -> events.onBlock(BlockFixtures.finished(7, "Primes.count", 812.5)))
              .getFirst();

      assertThat(event.getLong("blockId")).isEqualTo(7);
      assertThat(event.getInstant("blockStart")).isEqualTo(BlockFixtures.START);
      assertThat(event.getDuration("blockDuration")).isEqualTo(Duration.ofNanos(812_500_000));
      assertThat(event.getString("group")).isEqualTo("http");
      assertThat(event.getInt("loop")).isZero();
      assertThat(event.getThread("loopThread").getJavaName())
          .isEqualTo(held.loop().thread().orElseThrow().getName());
      assertThat(event.getString("cause")).isEqualTo("cpu");
      assertThat(event.getString("reason")).isEqualTo("computation");
      assertThat(event.getFloat("cpuShare")).isEqualTo(0.97f);
      assertThat(event.getDuration("cpuTime")).isEqualTo(Duration.ofNanos(788_125_000));
      assertThat(event.getDuration("waitedTime")).isEqualTo(Duration.ofNanos(24_375_000));
      assertThat(event.getDuration("contendedTime")).isZero();
      assertThat(event.getDuration("stoppedTime")).isZero();
      assertThat(event.getString("culprit")).isEqualTo("Primes.count");
      assertThat(event.getString("route")).isEqualTo("GET /api/cpu/{workload}");
      assertThat(event.getInt("connections")).isEqualTo(37);
      assertThat(event.getLong("tasks")).isEqualTo(3);
      assertThat(event.getString("sentence")).contains("blocked 81");
      assertThat(event.getString("advice")).isEqualTo("Move it off the loop.");
      assertThat(event.getString("mergedStack"))
          .isEqualTo("7 of 8 samples\nat Primes.count(X.java:1)");
      assertThat(event.getStackTrace()).isNull();
    } finally {
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }
  }

  @Test
  void spansTheTimeInWhichTheBlockWasSeen() throws IOException {
    long[] seen = new long[1];
    List<RecordedEvent> events =
        recorded(
            () -> {
              long begin = System.nanoTime();
              this.events.onBlock(BlockFixtures.ongoing(1, "a", 25));
              await().pollDelay(Duration.ofMillis(40)).until(() -> true);
              this.events.onBlock(BlockFixtures.ongoing(1, "a", 50));
              this.events.onBlock(BlockFixtures.finished(1, "a", 65));
              seen[0] = System.nanoTime() - begin;
            });

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().getDuration())
        .isBetween(Duration.ofMillis(40), Duration.ofNanos(seen[0]));
  }

  @Test
  void hasNoSpanIfTheBlockWasOverWhenItWasSeen() throws IOException {
    List<RecordedEvent> events =
        recorded(() -> this.events.onBlock(BlockFixtures.finished("a", 65)));

    assertThat(events.getFirst().getDuration()).isZero();
  }

  @Test
  void doesNotTakeTheBeginOfABlockWhoseEndNeverCame() throws IOException {
    List<RecordedEvent> events =
        recorded(
            () -> {
              this.events.onBlock(BlockFixtures.ongoing(1, "a", 25));
              this.events.onBlock(BlockFixtures.finished(2, "a", 65));
            });

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().getDuration()).isZero();
  }

  @Test
  void doesNotRecordOngoingBlocks() throws IOException {
    assertThat(recorded(() -> events.onBlock(BlockFixtures.ongoing(1, "a", 25)))).isEmpty();
  }

  @Test
  void recordsABlockOfALoopThatIsGoneAndOfWhichLittleIsKnown() throws IOException {
    Block bare = BlockFixtures.bare(3, "gone", 9);
    RecordedEvent event = recorded(() -> events.onBlock(bare)).getFirst();

    assertThat(event.getThread("loopThread")).isNull();
    assertThat(event.getString("culprit")).isNull();
    assertThat(event.getFloat("cpuShare")).isNaN();
  }

  @Test
  void isStreamedWhileTheServiceRuns() {
    List<String> streamed = new CopyOnWriteArrayList<>();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable(NAME);
      stream.onEvent(NAME, event -> streamed.add(event.getString("culprit")));
      stream.startAsync();
      events.onBlock(BlockFixtures.finished("Primes.count", 65));
      await().atMost(Duration.ofSeconds(30)).until(() -> streamed.contains("Primes.count"));
    }
  }

  @Test
  void isPrintedByTheJfrTool() throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jfr");
    assumeTrue(Files.isExecutable(tool), "this runtime has no jfr tool");
    Path file = directory.resolve("printed.jfr");
    record(file, () -> events.onBlock(BlockFixtures.finished("Primes.count", 812.5)));
    Process jfr =
        new ProcessBuilder(tool.toString(), "print", "--events", NAME, file.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(jfr.getInputStream().readAllBytes(), UTF_8);

    assertThat(jfr.waitFor()).isZero();
    assertThat(printed)
        .contains("EventLoopBlock {")
        .containsPattern("blockDuration = 81[23] ms")
        .containsPattern("cpuShare = 97[.,]00\\s?%")
        .contains("culprit = \"Primes.count\"");
  }

  @Test
  void doesNothingWithoutARecording() {
    BlockFlightEvent event = new BlockFlightEvent();

    assertThat(event.isEnabled()).isFalse();
    events.onBlock(BlockFixtures.ongoing(1, "a", 25));
    events.onBlock(BlockFixtures.finished(1, "a", 65));
  }

  @Test
  void isListedWithItsLabelAndCategory() {
    EventType type = EventType.getEventType(BlockFlightEvent.class);

    assertThat(type.getName()).isEqualTo(NAME);
    assertThat(type.getLabel()).isEqualTo("Event Loop Block");
    assertThat(type.getCategoryNames()).containsExactly("Event Loop");
  }

  private List<RecordedEvent> recorded(Runnable action) throws IOException {
    Path file = directory.resolve("blocks.jfr");
    record(file, action);
    return RecordingFile.readAllEvents(file);
  }

  private static void record(Path file, Runnable action) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable(NAME);
      recording.start();
      action.run();
      recording.stop();
      recording.dump(file);
    }
  }
}
