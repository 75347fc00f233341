package io.loopscope.task;

import java.net.URI;

/**
 * A task that was started.
 *
 * @param location path to read and cancel it
 */
public record StartedTask(String id, URI location) {}
