package io.loopscope.downstream;

/**
 * What the downstream saw so far.
 *
 * @param started calls received
 * @param finished calls answered as they wished
 * @param cancelled calls whose caller closed the connection first
 * @param failed calls answered with an error or a reset
 * @param active calls at work
 * @param queued calls in line
 * @param peak most calls at work at once since the capacity was last set
 * @param capacity what it takes on
 */
record DownstreamStats(
    long started,
    long finished,
    long cancelled,
    long failed,
    int active,
    int queued,
    int peak,
    DownstreamCapacity capacity) {

  static DownstreamStats of(CallCounts calls, ConcurrencyGate gate) {
    return new DownstreamStats(
        calls.started(),
        calls.finished(),
        calls.cancelled(),
        calls.failed(),
        gate.active(),
        gate.queued(),
        gate.peak(),
        gate.capacity());
  }
}
