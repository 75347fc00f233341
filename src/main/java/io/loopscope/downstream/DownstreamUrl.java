package io.loopscope.downstream;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where the slow dependency is reached, without a slash at the end.
 *
 * <p>Ask when a call is made, not before: the port of an embedded one is known once it listens.
 */
@FunctionalInterface
public interface DownstreamUrl extends Supplier<URI> {}
