package io.loopscope.eventloop;

/**
 * What one culprit has cost so far.
 *
 * @param culprit the method; {@code (none)} where no stack was seen
 * @param cause how it blocked: the same method may wait today and compute tomorrow
 * @param count finished blocks
 * @param totalMs their durations added up
 */
public record Culprit(String culprit, Cause cause, long count, double totalMs) {}
