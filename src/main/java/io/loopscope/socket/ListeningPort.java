package io.loopscope.socket;

import java.util.function.IntSupplier;

/**
 * A port this process listens on. Publish one as an application event, once the server is bound and
 * not before every singleton is made, and its accept queue is watched.
 *
 * @param plane who listens: {@code service}, {@code console}, {@code downstream}
 * @param backlog the accept queue's length that was asked of the kernel
 */
public record ListeningPort(String plane, int port, IntSupplier backlog) {
  /** What Netty asks for unless it is told otherwise: as much as the kernel allows. */
  public static final IntSupplier KERNEL_MAXIMUM = () -> Integer.MAX_VALUE;
}
