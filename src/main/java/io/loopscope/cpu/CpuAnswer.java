package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for CPU work.
 *
 * @param impl the multiplication; only with {@code matrix}
 * @param thread the thread on which it finished
 * @param queuedMs milliseconds it waited for a thread
 * @param runMs milliseconds it ran
 * @param checksum of the result, in hex: the same for the same units wherever they run
 */
record CpuAnswer(
    Workload workload,
    int units,
    Placement on,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MatrixImplementation impl,
    String thread,
    double queuedMs,
    double runMs,
    String checksum)
    implements PlainTextAnswer {

  static CpuAnswer of(CpuRequest request, PlacedResult<byte[]> placed) {
    return new CpuAnswer(
        request.workload(),
        request.units(),
        request.on(),
        request.impl(),
        placed.thread(),
        placed.queuedMs(),
        placed.runMs(),
        new String(placed.value(), US_ASCII));
  }

  @Override
  public String plainText() {
    String what = impl == null ? workload.id() : workload.id() + " (" + impl.id() + ")";
    return "%d units of %s on %s, thread %s%nqueued %s ms, ran %s ms, checksum %s"
        .formatted(units, what, on.id(), thread, queuedMs, runMs, checksum);
  }
}
