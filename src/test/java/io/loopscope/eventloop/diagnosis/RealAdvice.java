package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Shop;
import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.Cause;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.assertj.core.api.AbstractStringAssert;

/** The advice on a thread that really does some work, or on samples of it. */
final class RealAdvice {
  private RealAdvice() {}

  static AbstractStringAssert<?> assertAdvice(Cause cause, Callable<?> work, String frame) {
    StackSamples samples = ThreadStacks.doing(work, frame);
    return assertThat(on(cause, samples).orElse("none")).as("%s", samples.merged());
  }

  /** Of a block that would not have been one by its own CPU time, for the first time. */
  static Optional<String> on(Cause cause, StackSamples samples) {
    return on(cause, BlockReason.UNKNOWN, samples);
  }

  static Optional<String> on(Cause cause, BlockReason reason, StackSamples samples) {
    return BlockAdvice.on(cause, reason, samples, false, problem -> "");
  }

  /** Of a block that its own CPU time would have made one. */
  static Optional<String> onComputing(Cause cause, BlockReason reason, StackSamples samples) {
    return BlockAdvice.on(cause, reason, samples, true, problem -> "");
  }

  static Callable<Object> busy(Callable<?> work) {
    return () -> {
      Shop.keepBusy(work);
      return "";
    };
  }
}
