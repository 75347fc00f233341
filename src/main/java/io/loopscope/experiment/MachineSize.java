package io.loopscope.experiment;

/**
 * What plans are made for.
 *
 * @param cores that the service may use
 * @param loops event loops of the service
 */
public record MachineSize(int cores, int loops) {}
