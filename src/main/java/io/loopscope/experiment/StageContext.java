package io.loopscope.experiment;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.plane.ServiceBacklog;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What a {@link ArmSetup} may reach for.
 *
 * @param client on the loops of the console
 * @param downstream where the slow dependency is
 * @param backlog the accept queue of the service
 */
public record StageContext(WebClient client, DownstreamUrl downstream, ServiceBacklog backlog) {}
