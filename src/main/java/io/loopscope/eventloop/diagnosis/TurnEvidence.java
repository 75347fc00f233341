package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.account.HostLosses;
import io.loopscope.eventloop.account.TurnAccount;

/**
 * What is known of one turn that was a block.
 *
 * @param nanos how long it lasted
 * @param thresholdNanos from what length a turn is a block
 * @param account what became of its time
 * @param samples what the thread was seen doing
 * @param tasks tasks that were begun while it was watched
 * @param floodNanos part of the watched time in which tasks came to their end one after another
 * @param watchedNanos time between the first and the last look at it
 * @param stoppedNanos proven stops of the JVM or the process within it
 * @param stopReason why it was stopped for the most of that
 * @param losses what was withheld from the process meanwhile
 * @param insight what was found out about a wait
 * @param collected whether a collector that runs beside the application freed memory meanwhile
 */
public record TurnEvidence(
    long nanos,
    long thresholdNanos,
    TurnAccount account,
    StackSamples samples,
    long tasks,
    long floodNanos,
    long watchedNanos,
    long stoppedNanos,
    BlockReason stopReason,
    HostLosses losses,
    WaitInsight insight,
    boolean collected) {}
