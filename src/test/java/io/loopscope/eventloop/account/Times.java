package io.loopscope.eventloop.account;

/** What samples stand for, as tests write it by hand. */
public final class Times {
  private static final long MS = 1_000_000;

  private Times() {}

  public static TimeSlice none() {
    return new TimeSlice();
  }

  public static TimeSlice onCpu(long ms) {
    TimeSlice time = new TimeSlice();
    time.cpu = ms * MS;
    return time;
  }

  public static TimeSlice asleep(long ms) {
    TimeSlice time = new TimeSlice();
    time.sleeping = ms * MS;
    return time;
  }

  /** Some of it on a CPU, the rest asleep. */
  public static TimeSlice of(long cpuMs, long sleepingMs) {
    TimeSlice time = onCpu(cpuMs);
    time.add(asleep(sleepingMs));
    return time;
  }
}
