package io.loopscope.experiment.report;

/**
 * The figures of one round of an arm; their differences are the spread. Milliseconds.
 *
 * @param round from 1
 * @param serverP99 of the bystander's requests as the service timed them
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
