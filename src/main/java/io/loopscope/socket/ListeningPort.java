package io.loopscope.socket;

import java.util.function.IntSupplier;

/**
 * A port this process listens on. Publish one as an application event, once the server is bound and
 * not before every singleton is made, and its accept queue is watched.
 *
 * @param plane the plane that listens: {@code service}, {@code console}, {@code downstream}
 * @param backlog requested length of the accept queue
 */
public record ListeningPort(String plane, int port, IntSupplier backlog) {
  /** Netty's default backlog: as much as the kernel allows. */
  public static final IntSupplier KERNEL_MAXIMUM = () -> Integer.MAX_VALUE;
}
