package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.account.HostAccount;
import io.loopscope.eventloop.diagnosis.ApplicationCode;
import io.loopscope.eventloop.diagnosis.WaitInspector;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the observation of a turn asks, besides the loop itself.
 *
 * @param code tells the application's frames
 * @param sampler takes stacks
 * @param inspector finds out whom a thread waits for
 * @param host what is withheld from this process
 * @param concurrentCycles collections so far that ran beside the application
 */
record MonitorTools(
    ApplicationCode code,
    StackSampler sampler,
    WaitInspector inspector,
    HostAccount host,
    LongSupplier concurrentCycles) {

  static MonitorTools of(ApplicationCode code) {
    return new MonitorTools(
        code,
        new StackSampler(),
        new WaitInspector(code),
        HostAccount.ofThisProcess(),
        MonitorTools::countCycles);
  }

  private static final List<GarbageCollectorMXBean> CONCURRENT =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(
              collector ->
                  collector.getName().startsWith("ZGC")
                      || collector.getName().startsWith("Shenandoah"))
          .filter(collector -> collector.getName().contains("Cycles"))
          .toList();

  private static long countCycles() {
    long cycles = 0;
    for (GarbageCollectorMXBean collector : CONCURRENT) {
      cycles += collector.getCollectionCount();
    }
    return cycles;
  }
}
