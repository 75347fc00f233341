package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Shop;
import io.loopscope.eventloop.Cause;
import java.util.concurrent.Callable;
import org.assertj.core.api.AbstractStringAssert;

/** The advice on a thread that really does some work. */
final class RealAdvice {
  private RealAdvice() {}

  static AbstractStringAssert<?> assertAdvice(Cause cause, Callable<?> work, String frame) {
    StackSamples samples = ThreadStacks.doing(work, frame);
    return assertThat(BlockAdvice.on(cause, samples).orElse("none")).as("%s", samples.merged());
  }

  static Callable<Object> busy(Callable<?> work) {
    return () -> {
      Shop.keepBusy(work);
      return "";
    };
  }
}
