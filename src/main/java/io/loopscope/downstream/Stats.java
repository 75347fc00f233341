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
record Stats(
    long started,
    long finished,
    long cancelled,
    long failed,
    int active,
    int queued,
    int peak,
    Capacity capacity) {

  static Stats of(Calls calls, Gate gate) {
    return new Stats(
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
