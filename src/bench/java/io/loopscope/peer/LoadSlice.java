package io.loopscope.peer;

import io.loopscope.loadgen.LoadResult;

/**
 * What a server did under load for some seconds.
 *
 * @param perSecond answers
 * @param perCpuSecond answers for each second of CPU time that the server used
 * @param cpu share of its CPU that the server used; far from 1, the generator was the limit
 * @param p99Ms latency
 * @param failed requests without such an answer
 */
record LoadSlice(double perSecond, double perCpuSecond, double cpu, double p99Ms, long failed) {
  static LoadSlice of(LoadResult.Stream stream, double cpu, double seconds) {
    long failed = stream.failed().values().stream().mapToLong(Long::longValue).sum();
    return new LoadSlice(
        stream.achievedPerSecond(),
        stream.completed() / cpu,
        cpu / seconds,
        stream.latency().p99(),
        failed);
  }
}
