package io.loopscope.latency;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Every measured time of one kind, as an HdrHistogram of microseconds with three significant
 * digits, up to an hour. All have the same shape, so they merge without loss.
 *
 * <p>As JSON: the percentiles in milliseconds for people, and {@code histogram}, the compressed V2
 * encoding in base64, from which alone it is read back.
 */
@JsonPropertyOrder({"count", "mean", "p50", "p90", "p99", "p999", "max", "histogram"})
@JsonIgnoreProperties(ignoreUnknown = true)
public final class LatencyHistogram {
  static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);

  static final int DIGITS = 3;

  /** No time at all. */
  public static final LatencyHistogram NONE =
      new LatencyHistogram(new Histogram(HIGHEST_MICROS, DIGITS));

  private static final double MICROS_PER_MILLI = 1e3;

  private final Histogram histogram;

  private LatencyHistogram(Histogram histogram) {
    this.histogram = histogram;
  }

  /** A copy of what is recorded so far. */
  static LatencyHistogram of(AbstractHistogram recorded) {
    Histogram copy = new Histogram(HIGHEST_MICROS, DIGITS);
    copy.add(recorded);
    return new LatencyHistogram(copy);
  }

  /**
   * Reads the encoded form.
   *
   * @throws IllegalArgumentException if it is none
   */
  @JsonCreator
  public static LatencyHistogram decode(@JsonProperty("histogram") String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      return of(Histogram.decodeFromCompressedByteBuffer(bytes, HIGHEST_MICROS));
    } catch (DataFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a compressed histogram", e);
    }
  }

  /** The compressed V2 encoding, which every HdrHistogram library reads. */
  @JsonProperty("histogram")
  public String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_COMPRESSION);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /** These and those together. */
  public LatencyHistogram plus(LatencyHistogram others) {
    LatencyHistogram sum = of(histogram);
    sum.histogram.add(others.histogram);
    return sum;
  }

  /**
   * What these would have been if, during each time longer than {@code interval}, requests had gone
   * on being sent every {@code interval}: HdrHistogram's correction for coordinated omission.
   */
  public LatencyHistogram corrected(Duration interval) {
    return of(histogram.copyCorrectedForCoordinatedOmission(interval.toNanos() / 1_000));
  }

  @JsonProperty
  public long count() {
    return histogram.getTotalCount();
  }

  /** Milliseconds; 0 if nothing was measured. Not to be averaged over histograms. */
  @JsonProperty
  public double mean() {
    if (count() == 0) {
      return 0;
    }
    double sum = 0;
    // not getMean(), whose iterator all threads would share
    for (HistogramIterationValue value : histogram.recordedValues()) {
      double middle = histogram.medianEquivalentValue(value.getValueIteratedTo());
      sum += middle * value.getCountAtValueIteratedTo();
    }
    return sum / count() / MICROS_PER_MILLI;
  }

  @JsonProperty
  public double p50() {
    return millisAt(50);
  }

  @JsonProperty
  public double p90() {
    return millisAt(90);
  }

  @JsonProperty
  public double p99() {
    return millisAt(99);
  }

  @JsonProperty
  public double p999() {
    return millisAt(99.9);
  }

  @JsonProperty
  public double max() {
    return histogram.getMaxValue() / MICROS_PER_MILLI;
  }

  /** Milliseconds at a percentile from 0 to 100; 0 if nothing was measured. */
  public double millisAt(double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** The histogram of microseconds; not to be changed. */
  public Histogram histogram() {
    return histogram;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatencyHistogram that && histogram.equals(that.histogram);
  }

  @Override
  public int hashCode() {
    return histogram.hashCode();
  }

  @Override
  public String toString() {
    return "n=%d p50=%.3f p90=%.3f p99=%.3f max=%.3f ms"
        .formatted(count(), p50(), p90(), p99(), max());
  }
}
