package io.loopscope.experiment.plan;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.plane.ServiceBacklog;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The parts of the application that an {@link ArmSetup} may change.
 *
 * @param client on the loops of the console
 * @param downstream the address of the slow dependency
 * @param backlog the accept queue of the service
 */
public record SetupContext(WebClient client, DownstreamUrl downstream, ServiceBacklog backlog) {}
