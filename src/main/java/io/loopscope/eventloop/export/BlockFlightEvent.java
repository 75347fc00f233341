package io.loopscope.eventloop.export;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * A finished block as JDK Flight Recorder keeps it.
 *
 * <p>JFR lets nobody set an event's own start and duration; they are the moments at which {@link
 * #begin} and {@link #end} are called. They span the time in which the monitor saw the block, which
 * is shorter by the age at which it was first reported, and nothing for a block that was over by
 * then. {@code blockStart} and {@code blockDuration} are exact.
 */
@Name("io.loopscope.EventLoopBlock")
@Label("Event Loop Block")
@Description("An event loop did not look at its sockets for longer than the threshold")
@Category("Event Loop")
@StackTrace(false)
final class BlockFlightEvent extends Event {
  @Label("Block Id")
  long blockId;

  @Label("Block Start")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long blockStart;

  @Label("Block Duration")
  @Timespan(Timespan.NANOSECONDS)
  long blockDuration;

  @Label("Group")
  @Nullable String group;

  @Label("Loop")
  @Description("Index of the loop in its group")
  int loop;

  @Label("Loop Thread")
  @Nullable Thread loopThread;

  @Label("Cause")
  @Description("cpu, wait, pause, contention, flood or unknown")
  @Nullable String cause;

  @Label("Reason")
  @Description("Finer than the cause, such as sleep, lock, gc, throttled")
  @Nullable String reason;

  @Label("CPU Time")
  @Description("On a CPU")
  @Timespan(Timespan.NANOSECONDS)
  long cpuTime;

  @Label("Contended Time")
  @Description("Runnable without a CPU: in a run queue, throttled, stolen by the hypervisor")
  @Timespan(Timespan.NANOSECONDS)
  long contendedTime;

  @Label("Waited Time")
  @Description("Asleep, or in uninterruptible I/O")
  @Timespan(Timespan.NANOSECONDS)
  long waitedTime;

  @Label("Stopped Time")
  @Description("Stopped by a safepoint, a collection, a signal or a debugger")
  @Timespan(Timespan.NANOSECONDS)
  long stoppedTime;

  @Label("CPU Share")
  @Description("Part of the time that the loop's thread ran on a CPU")
  @Percentage
  float cpuShare;

  @Label("Culprit")
  @Nullable String culprit;

  @Label("Route")
  @Description("What was being served")
  @Nullable String route;

  @Label("Connections")
  @Description("Channels registered on the loop")
  int connections;

  @Label("Tasks")
  @Description("Queued tasks that ran in the block")
  long tasks;

  @Label("Sentence")
  @Nullable String sentence;

  @Label("Advice")
  @Nullable String advice;

  @Label("Merged Stack")
  @Description("Samples of the loop's stack in the block, most frequent first")
  @Nullable String mergedStack;
}
