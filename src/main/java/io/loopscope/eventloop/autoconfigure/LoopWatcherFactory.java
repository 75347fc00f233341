package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.LagListener;
import io.loopscope.eventloop.clock.LoopProbe;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.VirtualArrivals;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.JvmPauses;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.loopscope.eventloop.monitor.LoopWatcher;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.loopscope.eventloop.monitor.MonitorSettings;
import java.util.List;
import java.util.function.LongSupplier;

/** Makes what follows one loop: with a probe, if the loop keeps no clock itself. */
record LoopWatcherFactory(
    LoopReadings readings,
    MonitorControl control,
    MonitorSettings settings,
    JvmPauses pauses,
    BlockRecorder recorder,
    List<LagListener> listeners,
    LongSupplier nanoTime) {

  LoopWatcher watcher(MonitoredLoop loop) {
    long now = nanoTime.getAsLong();
    VirtualArrivals arrivals = new VirtualArrivals(now, LoopMonitor.TICK_NANOS, lagOf(loop));
    LoopProbe probe =
        loop.isHooked() ? null : new LoopProbe(loop, now, settings.probeInterval().toNanos());
    return new LoopWatcher(loop, readings, control, arrivals, pauses, probe, recorder);
  }

  private VirtualArrivals.Waits lagOf(MonitoredLoop loop) {
    return (atNanos, waitedNanos) ->
        listeners.forEach(listener -> listener.onArrival(loop, atNanos, waitedNanos));
  }
}
