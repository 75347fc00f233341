package io.loopscope.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.TestTimes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LatencyHistogramTests {
  @Test
  void theMergeOfTwoHalvesIsTheWhole() {
    LatencyRecorder whole = new LatencyRecorder();
    LatencyRecorder one = new LatencyRecorder();
    LatencyRecorder other = new LatencyRecorder();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long micros =
          (long) Math.exp(random.nextDouble(0, Math.log(LatencyHistogram.HIGHEST_MICROS)));
      long nanos = micros * 1_000;
      whole.record(nanos);
      (random.nextBoolean() ? one : other).record(nanos);
    }

    LatencyHistogram merged =
        LatencyHistogram.decode(one.latencies().encode())
            .plus(LatencyHistogram.decode(other.latencies().encode()));

    assertThat(merged).isEqualTo(whole.latencies());
    assertThat(merged.encode()).isEqualTo(whole.latencies().encode());
  }

  @Test
  void mergingChangesNeitherPart() {
    LatencyHistogram one = TestTimes.ofMicros(1_000);
    LatencyHistogram other = TestTimes.ofMicros(2_000);

    one.plus(other);

    assertThat(one).isEqualTo(TestTimes.ofMicros(1_000));
    assertThat(other).isEqualTo(TestTimes.ofMicros(2_000));
  }

  @Test
  void otherHdrHistogramsCanReadIt() throws Exception {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(TestTimes.ofMicros(1_000, 5_000).encode()));

    Histogram read = Histogram.decodeFromCompressedByteBuffer(bytes, 0);

    assertThat(read.getTotalCount()).isEqualTo(2);
    assertThat(read.getMaxValue()).isEqualTo(5_003); // 3 digits: the largest equivalent value
  }

  @Test
  void reportsMilliseconds() {
    LatencyHistogram latencies = TestTimes.ofMicros(1_000, 2_000, 3_000, 4_000_000);

    assertThat(latencies.count()).isEqualTo(4);
    assertThat(latencies.p50()).isEqualTo(2.0);
    assertThat(latencies.max()).isBetween(4_000.0, 4_004.0);
  }

  @Test
  void correctsForTheRequestsThatWereNotSentMeanwhile() {
    LatencyHistogram corrected =
        TestTimes.ofMicros(1_000, 100_000).corrected(Duration.ofMillis(10));

    assertThat(corrected.count()).isEqualTo(11);
    assertThat(corrected.p50()).isBetween(40.0, 60.0);
  }

  @Test
  void reportsTheMeanAndNothingOfNothing() {
    assertThat(TestTimes.ofMicros(1_000, 3_000).mean()).isBetween(1.99, 2.01);
    assertThat(LatencyHistogram.NONE.count()).isZero();
    assertThat(LatencyHistogram.NONE.mean()).isZero();
    assertThat(LatencyHistogram.NONE.p99()).isZero();
  }

  @Test
  void reportsTheMeanToManyThreadsAtOnce() {
    LatencyHistogram latencies = TestTimes.ofMicros(LongStream.rangeClosed(1, 5_000).toArray());
    double mean = latencies.mean();

    assertThat(IntStream.range(0, 2_000).parallel().mapToDouble(i -> latencies.mean()).distinct())
        .containsExactly(mean);
  }

  @Test
  void takesWhatIsOutOfRangeAsItsNearestTime() {
    LatencyHistogram latencies = TestTimes.ofMicros(-5, 2 * LatencyHistogram.HIGHEST_MICROS);

    assertThat(latencies.p50()).isZero();
    assertThat(latencies.max()).isBetween(3_600_000.0, 3_604_000.0);
  }

  @Test
  void isItsHistogramInJson() {
    JsonMapper json = new JsonMapper();
    LatencyHistogram latencies = TestTimes.ofMicros(1_000, 2_000);

    JsonNode tree = json.valueToTree(latencies);

    assertThat(tree.path("p50").asDouble()).isEqualTo(1.0);
    assertThat(tree.path("histogram").asString()).startsWith("HISTFAAAA");
    assertThat(json.treeToValue(tree, LatencyHistogram.class)).isEqualTo(latencies);
  }

  @Test
  void refusesWhatIsNoHistogram() {
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyHistogram.decode("SGVsbG8="));
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyHistogram.decode("?"));
  }
}
