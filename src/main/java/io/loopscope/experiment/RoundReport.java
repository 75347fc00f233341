package io.loopscope.experiment;

/**
 * The figures of one round of an arm: how much they differ is the spread. Milliseconds.
 *
 * @param round from 1
 * @param server 99th percentile of what the service itself says of the bystander's requests
 */
public record RoundReport(
    int round,
    double achievedPerSecond,
    double workP50,
    double workP99,
    double bystanderP50,
    double bystanderP99,
    double serverP99,
    double lagP99) {}
