package io.loopscope.eventloop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict: one loop did not look at its sockets for longer than the threshold.
 *
 * @param id increases with every block of this process
 * @param group group of the loop
 * @param loop index of the loop in its group
 * @param start when the turn began
 * @param durationMs how long it lasted, or has lasted so far
 * @param ongoing whether it still lasts
 * @param cause why
 * @param cpuShare part of the time that the loop's thread ran on a CPU, 0 to 1; NaN if not known
 * @param culprit the application method that was seen most, such as {@code Primes.count}; else the
 *     method on top of the stack; null if no stack was seen
 * @param route the route being served, such as {@code GET /api/cpu/{workload}}; null if none
 * @param connections channels registered on the loop: who waited
 * @param tasks queued tasks that ran in the block
 * @param sentence all of this in words
 * @param advice what to do about it; null if there is nothing particular to say
 * @param stack the merged stack samples, most frequent first, innermost frame first
 */
public record Block(
    long id,
    String group,
    int loop,
    Instant start,
    double durationMs,
    boolean ongoing,
    Cause cause,
    double cpuShare,
    @Nullable String culprit,
    @Nullable String route,
    int connections,
    long tasks,
    String sentence,
    @Nullable String advice,
    List<String> stack) {}
