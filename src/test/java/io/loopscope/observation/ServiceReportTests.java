package io.loopscope.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.TestTimes;
import io.loopscope.eventloop.Cause;
import io.loopscope.host.CpuTimes;
import io.loopscope.latency.LatencyHistogram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceReportTests {
  @Test
  void addsUpWhatWasSeenAtTwoTimes() {
    ServiceReport both =
        seen(1, 0.5, 10, null, TestTimes.ofMicros(1_000), Map.of(Cause.CPU, 2L))
            .plus(
                seen(
                    3,
                    1.5,
                    7,
                    20.0,
                    TestTimes.ofMicros(3_000),
                    Map.of(Cause.CPU, 1L, Cause.WAIT, 4L)));

    assertThat(both.lasted()).hasSeconds(4);
    assertThat(both.cpu()).isEqualTo(1.25);
    assertThat(both.withheld()).isEqualTo(new CpuTimes(2, 200, 10));
    assertThat(both.threads()).isEqualTo(10);
    assertThat(both.liveHeapMb()).isEqualTo(20.0);
    assertThat(both.served("/api/ping")).isEqualTo(TestTimes.ofMicros(1_000, 3_000));
    assertThat(both.lagOfAll()).isEqualTo(TestTimes.ofMicros(1_000, 3_000));
    assertThat(both.blocks()).isEqualTo(Map.of(Cause.CPU, 3L, Cause.WAIT, 4L));
  }

  @Test
  void weighsTheMeanOfAGaugeByItsSamples() {
    GaugeSummary often = new GaugeSummary("line", Map.of("on", "single"), 1, 3, 30);
    GaugeSummary rarely = new GaugeSummary("line", Map.of("on", "single"), 5, 9, 10);

    assertThat(often.plus(rarely))
        .isEqualTo(new GaugeSummary("line", Map.of("on", "single"), 2, 9, 40));
  }

  @Test
  void addsUpMetersThatDifferInATagThatWasNotAskedFor() {
    ServiceReport seen =
        new ServiceReport(
            Duration.ofSeconds(1),
            Map.of(),
            new TreeMap<>(),
            Map.of(),
            0,
            CpuTimes.UNKNOWN,
            0,
            0,
            null,
            List.of(
                new GaugeSummary("pool", Map.of("name", "downstream", "to", "a"), 1, 2, 5),
                new GaugeSummary("pool", Map.of("name", "downstream", "to", "b"), 3, 4, 5),
                new GaugeSummary("pool", Map.of("name", "worker", "to", "a"), 100, 100, 5)),
            List.of(new Throughput("work", Map.of("phase", "run"), 4, 10)));

    Map<String, String> downstream = Map.of("name", "downstream");
    assertThat(seen.level("pool", downstream).orElseThrow().mean()).isEqualTo(4);
    assertThat(seen.level("pool", Map.of("name", "nobody"))).isEmpty();
    assertThat(seen.flow("work", Map.of()).orElseThrow().meanMs()).isEqualTo(2.5);
    assertThat(seen.served("/nowhere").count()).isZero();
  }

  private static ServiceReport seen(
      int seconds,
      double cpu,
      int threads,
      @Nullable Double heap,
      LatencyHistogram times,
      Map<Cause, Long> blocks) {
    return new ServiceReport(
        Duration.ofSeconds(seconds),
        Map.of("/api/ping", times),
        new TreeMap<>(Map.of(0, times)),
        blocks,
        cpu,
        new CpuTimes(1, 100, 5),
        threads,
        0,
        heap,
        List.of(),
        List.of());
  }
}
