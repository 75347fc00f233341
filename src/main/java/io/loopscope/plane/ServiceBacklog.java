package io.loopscope.plane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * The backlog of the service: how many connections the kernel may queue until they are accepted.
 */
public final class ServiceBacklog implements NettyServerCustomizer {
  private volatile int length;
  private volatile @Nullable DisposableServer server;

  ServiceBacklog(int length) {
    this.length = length;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return SocketOptions.backlog(server, length).doOnBound(bound -> this.server = bound);
  }

  /** The requested length; the kernel may allow less. */
  public int length() {
    return length;
  }

  /**
   * Changes the length while the service listens.
   *
   * @throws BacklogFixed if the system cannot change it on a listening socket
   */
  public void change(int other) {
    DisposableServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("the service does not listen yet");
    }
    try {
      SocketOptions.changeBacklog(listening, other);
      length = other;
    } catch (UnsupportedOperationException | IOException impossible) {
      throw new BacklogFixed(impossible);
    }
  }
}
