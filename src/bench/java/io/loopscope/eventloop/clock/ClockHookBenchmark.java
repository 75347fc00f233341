package io.loopscope.eventloop.clock;

import io.netty.util.internal.PlatformDependent;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of the hook per iteration and per task, beside what Netty does anyway. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClockHookBenchmark {
  private final LoopClock clock = new LoopClock();
  private final Queue<Runnable> plain = PlatformDependent.newMpscQueue();
  private final Queue<Runnable> counting = new CountingTaskQueue(PlatformDependent.newMpscQueue());
  private final Runnable task = () -> {};
  private long time;

  /** The two clock readings that Netty takes by itself, and that the hook saves. */
  @Benchmark
  public long nettysTwoClockReads() {
    return System.nanoTime() - System.nanoTime();
  }

  @Benchmark
  public void wakeAndSleep() {
    clock.wake(System.nanoTime());
    clock.sleep(System.nanoTime());
  }

  @Benchmark
  public void wakeAndSleepWithoutReadingTheClock() {
    clock.wake(time);
    clock.sleep(time + 50_000);
    time += 100_000;
  }

  /**
   * A turn of more than a millisecond; it is not taken, so it is dropped once the buffer is full.
   */
  @Benchmark
  public void longTurn() {
    clock.wake(time);
    clock.sleep(time + 50_000_000);
    time += 100_000_000;
  }

  @Benchmark
  public Runnable taskThroughPlainQueue() {
    plain.offer(task);
    return plain.poll();
  }

  @Benchmark
  public Runnable taskThroughCountingQueue() {
    counting.offer(task);
    return counting.poll();
  }
}
