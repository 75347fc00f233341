package io.loopscope.eventloop.monitor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is watched besides the loops that the monitor builds.
 *
 * @param otherLoops loops that were made elsewhere, such as those of a driver, a cache client or a
 *     server customizer; they are probed
 * @param reactorParallel the threads of {@code Schedulers.parallel()}
 * @param reactorSingle the thread of {@code Schedulers.single()}
 * @param reactorBoundedElastic {@code Schedulers.boundedElastic()}, whose tasks wait once all of
 *     its threads are taken
 * @param virtualThreads the carriers of virtual threads, from Java 21 on
 */
@ConfigurationProperties("eventloop.watch")
public record WatchSettings(
    @DefaultValue("true") boolean otherLoops,
    @DefaultValue("true") boolean reactorParallel,
    @DefaultValue("true") boolean reactorSingle,
    @DefaultValue("true") boolean reactorBoundedElastic,
    @DefaultValue("true") boolean virtualThreads) {}
