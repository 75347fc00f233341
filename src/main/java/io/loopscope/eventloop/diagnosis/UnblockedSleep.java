package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.account.TimeSlice;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Why a thread sleeps that is in Java code and, to the JVM, runnable: it cannot wait for anything
 * by itself there.
 */
enum UnblockedSleep {
  /** It does not. */
  NONE(BlockReason.UNKNOWN, false),
  /** Another thread initialises a class that it uses. */
  CLASS_INIT(BlockReason.CLASS_INIT, false),
  /** Its allocation waits until a concurrent collector has freed memory. */
  ALLOCATION_STALL(BlockReason.ALLOCATION_STALL, true),
  /** A debugger suspended it. */
  SUSPENDED(BlockReason.SUSPENDED, true),
  /** It called native code by a method handle, of which no frame is seen. */
  NATIVE(BlockReason.NATIVE, false);

  /** Of a shorter sleep not much is to be explained. */
  private static final int LEAST_SHARE = 10;

  private static final boolean CAN_BE_SUSPENDED =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(argument -> argument.contains("jdwp"));

  private final BlockReason reason;
  private final boolean isStop;

  UnblockedSleep(BlockReason reason, boolean isStop) {
    this.reason = reason;
    this.isStop = isStop;
  }

  static UnblockedSleep of(TurnEvidence evidence) {
    Optional<StackSample> sample = evidence.samples().longest(TimeSlice::sleepingNanos);
    boolean sleeps =
        sample.filter(StackSample::isInJava).isPresent()
            && LEAST_SHARE * evidence.account().sleepingNanos() > evidence.nanos();
    if (!sleeps || 2 * evidence.stoppedNanos() > evidence.nanos()) {
      return NONE;
    }
    if (evidence.insight().isClassInit()) {
      return CLASS_INIT;
    }
    if (evidence.collected()) {
      return ALLOCATION_STALL;
    }
    return CAN_BE_SUSPENDED ? SUSPENDED : NATIVE;
  }

  BlockReason reason() {
    return reason;
  }

  /** Whether something stopped the thread, rather than that it waited. */
  boolean isStop() {
    return isStop;
  }
}
