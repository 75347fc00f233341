package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a loop was blocked.
 *
 * @param cause the largest part of its time
 * @param reason the same, finer
 * @param time what became of its time; null if nothing is known of it
 * @param confidence how much this rests on
 * @param culprit the application method that took the most of that time, such as {@code
 *     Primes.count}, else what a library was called for; null if no stack was seen, or if no method
 *     is to blame
 * @param holder who held the lock it waited for; null if it waited for none, or nobody is known
 * @param advice what to do about it; null if there is nothing particular to say
 * @param phases what took the time, in the order in which it began; only what lasted
 * @param stack the merged stack samples, longest first, innermost frame first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BlockDiagnosis(
    Cause cause,
    BlockReason reason,
    @Nullable BlockTime time,
    Confidence confidence,
    @Nullable String culprit,
    @Nullable LockHolder holder,
    @Nullable String advice,
    @JsonIgnore List<BlockPhase> phases,
    List<String> stack) {

  /** Part of the time on a CPU, 0 to 1; null if not known. */
  @JsonProperty("cpuShare")
  @Nullable Double knownCpuShare() {
    double share = cpuShare();
    return Double.isNaN(share) ? null : Math.round(share * 1e3) / 1e3;
  }

  /** Part of the time on a CPU, 0 to 1; NaN if not known. */
  public double cpuShare() {
    double all = time == null ? 0 : time.totalMs();
    return time == null || all <= 0 ? Double.NaN : time.cpuMs() / all;
  }

  /** The same of a block that lasts longer now: the time since is more of the largest part. */
  BlockDiagnosis lasting(double durationMs) {
    return time == null
        ? this
        : new BlockDiagnosis(
            cause,
            reason,
            time.extendedTo(durationMs),
            confidence,
            culprit,
            holder,
            advice,
            phases,
            stack);
  }
}
