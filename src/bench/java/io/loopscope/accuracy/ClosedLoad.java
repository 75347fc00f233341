package io.loopscope.accuracy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Keeps one request under way on each of so many connections, from one thread and at the least
 * cost: answers are not parsed, only their bytes are counted.
 */
final class ClosedLoad implements AutoCloseable {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST.length).put(REQUEST).flip();
  private final ByteBuffer answer = ByteBuffer.allocateDirect(4096);
  private final int answerLength;

  ClosedLoad(int port, int connections) throws IOException {
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
    answerLength = answerLength(server);
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new int[1]);
      channel.write(request.rewind());
    }
  }

  /** Answers per second in this time. */
  double run(long nanos) throws IOException {
    long start = System.nanoTime();
    long answers = 0;
    while (System.nanoTime() - start < nanos) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        answers += read(key);
      }
      selector.selectedKeys().clear();
    }
    return answers * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private int read(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    int[] received = (int[]) key.attachment();
    received[0] += channel.read(answer.clear());
    if (received[0] < answerLength) {
      return 0;
    }
    received[0] -= answerLength;
    channel.write(request.rewind());
    return 1;
  }

  private int answerLength(InetSocketAddress server) throws IOException {
    try (SocketChannel channel = SocketChannel.open(server)) {
      channel.write(request.rewind());
      String text = "";
      while (!text.endsWith("pong")) {
        channel.read(answer.clear());
        text += StandardCharsets.US_ASCII.decode(answer.flip());
      }
      return text.length();
    }
  }
}
