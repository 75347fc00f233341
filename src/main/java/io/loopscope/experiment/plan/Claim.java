package io.loopscope.experiment.plan;

/**
 * The claim that an experiment tests.
 *
 * @param id of the experiment in requests, such as {@code sum-vs-longest}
 * @param expectation the expected answer, stated before anything runs
 */
public record Claim(String id, String question, String expectation) {}
