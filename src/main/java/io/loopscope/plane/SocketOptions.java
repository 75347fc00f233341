package io.loopscope.plane;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;

/** Socket operations of servers on watched loops, for each transport. */
public final class SocketOptions {
  private SocketOptions() {}

  /**
   * The server asks the kernel to queue at most {@code backlog} connections it has not accepted
   * yet.
   */
  public static HttpServer backlog(HttpServer server, int backlog) {
    return server.option(ChannelOption.SO_BACKLOG, backlog);
  }

  /**
   * Asks the kernel for another backlog of a server that listens: {@code listen(2)} again, which
   * Linux takes as a change of the queue's length.
   *
   * @throws UnsupportedOperationException on a transport that does not give away its descriptor
   */
  public static void changeBacklog(DisposableServer server, int backlog) throws IOException {
    if (!(server.channel() instanceof UnixChannel channel)) {
      throw new UnsupportedOperationException("it needs epoll or io_uring");
    }
    new Socket(channel.fd().intValue()).listen(backlog);
  }

  /** The status of an answer, as the number that it is. */
  public static int status(HttpClientResponse answer) {
    return answer.status().code();
  }

  /** Closes the connection with a reset instead of an orderly end. */
  public static void reset(Connection connection) {
    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    connection.channel().close();
  }
}
