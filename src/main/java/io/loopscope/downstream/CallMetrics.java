package io.loopscope.downstream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/** {@code loopscope.downstream}: what the slow dependency itself saw. */
final class CallMetrics {
  private final MeterRegistry registry;

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  LongConsumer queue() {
    Timer queue =
        Timer.builder("loopscope.downstream.queue")
            .description("Time calls waited for the downstream to have room")
            .register(registry);
    return waitedNanos -> queue.record(waitedNanos, TimeUnit.NANOSECONDS);
  }

  void watch(CallCounts calls, ConcurrencyGate gate) {
    count("started", calls, CallCounts::started);
    count("finished", calls, CallCounts::finished);
    count("cancelled", calls, CallCounts::cancelled);
    count("failed", calls, CallCounts::failed);
    Gauge.builder("loopscope.downstream.active", gate, ConcurrencyGate::active)
        .description("Calls the downstream works on")
        .register(registry);
    Gauge.builder("loopscope.downstream.queued", gate, ConcurrencyGate::queued)
        .description("Calls that wait for the downstream to have room")
        .register(registry);
  }

  private void count(String state, CallCounts calls, ToDoubleFunction<CallCounts> count) {
    FunctionCounter.builder("loopscope.downstream.calls", calls, count)
        .description("Calls the downstream received, and how they ended")
        .tag("state", state)
        .register(registry);
  }
}
