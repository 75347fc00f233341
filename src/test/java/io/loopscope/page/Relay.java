package io.loopscope.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay to a server of this machine, which a test can cut and restore. */
final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Relay(int target, ServerSocket entrance) {
    this.target = target;
    this.entrance = entrance;
  }

  static Relay to(int port) {
    try {
      Relay relay = new Relay(port, new ServerSocket(0, 50, loopback()));
      Thread.ofVirtual().start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return entrance.getLocalPort();
  }

  void cut() {
    cut = true;
    open.forEach(Relay::close);
  }

  void restore() {
    cut = false;
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket caller = entrance.accept();
        if (cut) {
          close(caller);
        } else {
          connect(caller, new Socket(loopback(), target));
        }
      } catch (IOException closedOrRefused) {
        // the next caller may succeed
      }
    }
  }

  private void connect(Socket caller, Socket called) {
    open.add(caller);
    open.add(called);
    Thread.ofVirtual().start(() -> pass(caller, called));
    Thread.ofVirtual().start(() -> pass(called, caller));
  }

  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException over) {
      // both ends are closed below
    }
    close(from);
    close(to);
    open.remove(from);
    open.remove(to);
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByName("127.0.0.1");
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
