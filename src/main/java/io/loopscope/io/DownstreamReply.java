package io.loopscope.io;

/**
 * What the downstream answers.
 *
 * @param servedBy which downstream it was
 * @param delayMs the delay it drew
 */
record DownstreamReply(String servedBy, double delayMs) {}
