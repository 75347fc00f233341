package io.loopscope.downstream;

/**
 * The calls of the downstream so far.
 *
 * @param started calls received
 * @param finished calls answered successfully
 * @param cancelled calls whose caller closed the connection first
 * @param failed calls answered with an error or a reset
 * @param active calls in progress
 * @param queued calls queued
 * @param peak most calls in progress at once since the capacity was last set
 * @param capacity its limits
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
