package io.loopscope.task;

import java.net.URI;

/**
 * A task that was started.
 *
 * @param location where it can be looked at and cancelled
 */
public record StartedTask(String id, URI location) {}
