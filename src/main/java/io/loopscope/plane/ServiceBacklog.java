package io.loopscope.plane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** How many connections the kernel is asked to queue before the service accepts them. */
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

  /** What was asked for last; the kernel may allow less. */
  public int length() {
    return length;
  }

  /**
   * Asks for another length while the service listens.
   *
   * @throws BacklogFixed where only a socket that does not listen yet can be given one
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
